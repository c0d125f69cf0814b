package io.cogstream.tiff;

import java.util.Map;

/**
 * What GDAL keeps in its own tag (42112) about bands. Bands are counted from 0; those without an entry have scale 1,
 * offset 0 and no description.
 */
public record GdalMetadata(
        Map<Integer, Double> scales, Map<Integer, Double> offsets, Map<Integer, String> descriptions) {
    public static final GdalMetadata NONE = new GdalMetadata(Map.of(), Map.of(), Map.of());

    public GdalMetadata {
        scales = Map.copyOf(scales);
        offsets = Map.copyOf(offsets);
        descriptions = Map.copyOf(descriptions);
    }

    public double scale(int band) {
        return scales.getOrDefault(band, 1.0);
    }

    public double offset(int band) {
        return offsets.getOrDefault(band, 0.0);
    }
}
