package io.cogstream.tiff;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a file is a Cloud Optimized GeoTIFF: one that is read by range with few requests. The rules are those of GDAL's <a
 * href="https://gdal.org/en/stable/drivers/raster/cog.html#file-layout">COG layout</a>: tiles, overviews, directories before pixels,
 * and pixels from coarse to fine.
 *
 * @param errors why it is none, in the order of the rules
 * @param warnings what makes a valid one slower to read
 */
public record CogValidation(List<String> errors, List<String> warnings) {
    /** Images up to this many pixels a side need neither tiles nor overviews. */
    private static final int SMALL = 512;

    public CogValidation {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public boolean isValid() {
        return errors.isEmpty();
    }

    public static CogValidation of(GeoTiff file) {
        List<String> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        TiffImage full = file.image();
        boolean large = Math.max(full.width(), full.height()) > SMALL;
        if (large && !full.tiled()) {
            errors.add("the image has strips instead of tiles");
        }
        if (large && file.levels().size() == 1) {
            warnings.add("the image has no overviews");
        }
        checkOverviews(file, errors);
        checkOrder(file, errors);
        return new CogValidation(errors, warnings);
    }

    private static void checkOverviews(GeoTiff file, List<String> errors) {
        for (int level = 1; level < file.levels().size(); level++) {
            TiffImage overview = file.levels().get(level);
            if (!overview.tiled() && Math.max(overview.width(), overview.height()) > SMALL) {
                errors.add("overview %d has strips instead of tiles".formatted(level));
            }
            if (overview.ifdOffset() < file.levels().get(level - 1).ifdOffset()) {
                errors.add("the directory of overview %d comes before that of the finer level".formatted(level));
            }
        }
    }

    private static void checkOrder(GeoTiff file, List<String> errors) {
        long lastDirectory = 0;
        for (TiffImage level : file.levels()) {
            lastDirectory = Math.max(lastDirectory, level.ifdOffset());
        }
        long before = Long.MAX_VALUE;
        for (int level = 0; level < file.levels().size(); level++) {
            long first = firstTile(file.levels().get(level));
            if (first == Long.MAX_VALUE) {
                continue;
            }
            if (first < lastDirectory) {
                errors.add("pixels of level %d come before the directories' end".formatted(level));
            }
            if (first > before) {
                errors.add("pixels of level %d come after those of the finer level".formatted(level));
            }
            before = first;
        }
    }

    /** Offset of the first tile that is there. */
    private static long firstTile(TiffImage image) {
        long first = Long.MAX_VALUE;
        for (int tile = 0; tile < image.tileCount(); tile++) {
            if (!image.isSparse(tile)) {
                first = Math.min(first, image.offsets()[tile]);
            }
        }
        return first;
    }
}
