/** What flows between the operators: flat public records, each a Flink POJO. */
@NullMarked
package io.cogstream.operators.message;

import org.jspecify.annotations.NullMarked;
