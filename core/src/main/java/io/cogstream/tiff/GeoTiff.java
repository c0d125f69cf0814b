package io.cogstream.tiff;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.Affine;
import io.cogstream.raster.DataType;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The header of one file.
 *
 * @param href the file, without credentials
 * @param byteOrder of the file; decoded samples are little-endian all the same
 * @param bigTiff whether offsets have 8 bytes
 * @param levels 0 is the full size, then overviews from fine to coarse
 * @param masks internal masks: of the full size and of overviews, from fine to coarse
 * @param transform of level 0, from its outer corner (PixelIsPoint is already shifted); null without georeferencing
 * @param epsg code of the horizontal CRS; null if there is none or it is user-defined
 * @param geoKeys the CRS as the file describes it, null if it does not
 * @param georeferencingProblem why transform and CRS can't be had though the file has tags for them, else null
 * @param nodata the value of missing pixels, as the data type holds it; null if there is none
 * @param metadata scales, offsets and descriptions of the bands
 * @param colorMap of a palette image, else null
 */
public record GeoTiff(
        String href,
        ByteOrder byteOrder,
        boolean bigTiff,
        List<TiffImage> levels,
        List<TiffImage> masks,
        @Nullable Affine transform,
        @Nullable Integer epsg,
        @Nullable GeoKeys geoKeys,
        @Nullable String georeferencingProblem,
        @Nullable Double nodata,
        GdalMetadata metadata,
        @Nullable ColorMap colorMap) {

    public GeoTiff {
        levels = List.copyOf(levels);
        masks = List.copyOf(masks);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a file has at least one image");
        }
    }

    /** The full-size image. */
    public TiffImage image() {
        return levels.get(0);
    }

    public DataType dataType() {
        return image().dataType();
    }

    /** Number of samples per pixel, alpha included. */
    public int bands() {
        return image().samplesPerPixel();
    }

    /** Whether the file lies somewhere by ground control points only, which are not read. */
    public boolean hasControlPointsOnly() {
        return georeferencingProblem != null && georeferencingProblem.endsWith(Georeferencing.CONTROL_POINTS);
    }

    public boolean hasTransform() {
        return transform != null;
    }

    /** An image by its number: the levels, then the masks, so that tiles of either are read alike. */
    public TiffImage image(int number) {
        return number < levels.size() ? levels.get(number) : masks.get(number - levels.size());
    }

    /** What messages call an image. */
    String imageName(int number) {
        return number < levels.size() ? "level " + number : "mask " + (number - levels.size());
    }

    boolean isMask(int number) {
        return number >= levels.size();
    }

    /**
     * Where a level's pixels say whether they are valid, beside nodata: in the internal mask of the level's size, or else in an
     * alpha sample. Zero means invalid.
     *
     * @return null if the level has neither
     */
    public @Nullable ValidityBand validity(int level) {
        TiffImage image = levels.get(level);
        for (int mask = 0; mask < masks.size(); mask++) {
            if (masks.get(mask).width() == image.width() && masks.get(mask).height() == image.height()) {
                return new ValidityBand(levels.size() + mask, 0);
            }
        }
        OptionalInt alpha = image.alphaSample();
        return alpha.isPresent() ? new ValidityBand(level, alpha.getAsInt()) : null;
    }

    /** Whether a level can stand for the full size: where that has a mask, an overview without one can't. */
    public boolean hasWholeValidity(int level) {
        ValidityBand band = validity(level);
        return masks.isEmpty() || (band != null && isMask(band.image()));
    }

    /**
     * The transform of a level: overviews cover the same place with fewer pixels.
     *
     * @throws SourceException if the file has no usable georeferencing
     */
    public Affine transform(int level) throws SourceException {
        if (transform == null || georeferencingProblem != null) {
            String problem = georeferencingProblem == null ? "has no transform" : georeferencingProblem;
            throw new MalformedSourceException(href, "georeferencing: " + problem);
        }
        TiffImage image = levels.get(level);
        return transform.scaled((double) image().width() / image.width(), (double) image().height() / image.height());
    }
}
