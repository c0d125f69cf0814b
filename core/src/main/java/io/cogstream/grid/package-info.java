/** The target grid: affine transforms, boxes, chunk indices. No CRS mathematics and no input or output. */
@NullMarked
package io.cogstream.grid;

import org.jspecify.annotations.NullMarked;
