package io.cogstream.tiff;

/**
 * A band whose pixels are 0 where those of an image are invalid: an internal mask, or an alpha sample.
 *
 * @param image number for {@link GeoTiff#image(int)}
 * @param sample counted from 0
 */
public record ValidityBand(int image, int sample) {}
