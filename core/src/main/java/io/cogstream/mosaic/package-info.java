/** Combining the sources of one array row, in source order, into one value per pixel. */
@NullMarked
package io.cogstream.mosaic;

import org.jspecify.annotations.NullMarked;
