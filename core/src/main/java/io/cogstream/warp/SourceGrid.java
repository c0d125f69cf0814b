package io.cogstream.warp;

import io.cogstream.grid.Affine;
import io.cogstream.proj.Crs;

/**
 * The pixels of one level of a source image: what decides its geometry, and nothing else. Images of other bands and dates
 * on the same grid are equal here and share their warp maps.
 *
 * @param crs of the image
 * @param transform pixel to CRS, of this level
 * @param width columns of this level
 * @param height rows of this level
 */
public record SourceGrid(Crs crs, Affine transform, int width, int height) {}
