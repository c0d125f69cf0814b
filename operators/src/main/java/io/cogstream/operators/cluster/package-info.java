/** Flink clusters that run elsewhere: the one behind {@code flink run}, and one that is known by its REST address. */
@NullMarked
package io.cogstream.operators.cluster;

import org.jspecify.annotations.NullMarked;
