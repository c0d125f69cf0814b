/** Chunks into the store, failures into their file, outcomes to whoever waits for them. */
@NullMarked
package io.cogstream.operators.sink;

import org.jspecify.annotations.NullMarked;
