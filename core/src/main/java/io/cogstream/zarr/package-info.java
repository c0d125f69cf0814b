/**
 * Writes and reads back one Zarr v3 array with CF and GeoZarr metadata. Follows the <a
 * href="https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html">Zarr v3 core specification</a>.
 */
@NullMarked
package io.cogstream.zarr;

import org.jspecify.annotations.NullMarked;
