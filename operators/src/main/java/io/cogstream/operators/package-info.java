/** The pipeline and its settings; each operator adapts a part of core to Flink. */
@NullMarked
package io.cogstream.operators;

import org.jspecify.annotations.NullMarked;
