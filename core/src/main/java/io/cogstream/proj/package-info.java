/** Coordinate reference systems and transforms over Proj4J. */
@NullMarked
package io.cogstream.proj;

import org.jspecify.annotations.NullMarked;
