/** From a request to source pixels in memory, and the chunk maker that all slots of a JVM share. */
@NullMarked
package io.cogstream.operators.fetch;

import org.jspecify.annotations.NullMarked;
