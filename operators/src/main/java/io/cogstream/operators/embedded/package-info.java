/** A Flink cluster inside this JVM. */
@NullMarked
package io.cogstream.operators.embedded;

import org.jspecify.annotations.NullMarked;
