/** Pixels in memory: sample types and blocks of little-endian samples. */
@NullMarked
package io.cogstream.raster;

import org.jspecify.annotations.NullMarked;
