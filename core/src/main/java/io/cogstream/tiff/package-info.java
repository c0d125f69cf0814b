/** GeoTIFF: headers (IFDs, GeoKeys, overviews, masks), tiles, windows of pixels. */
@NullMarked
package io.cogstream.tiff;

import org.jspecify.annotations.NullMarked;
