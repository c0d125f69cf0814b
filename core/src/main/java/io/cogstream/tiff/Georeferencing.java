package io.cogstream.tiff;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.grid.Affine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file lies, as its tags say: sections 7.1 and B.6 of <a
 * href="https://docs.ogc.org/is/19-008r4/19-008r4.html">OGC GeoTIFF 1.1</a>, read as GDAL reads them. Damaged tags leave the
 * pixels readable, so they are a problem kept for whoever asks for the place.
 */
record Georeferencing(
        @Nullable Affine transform,
        @Nullable Integer epsg,
        @Nullable GeoKeys keys,
        @Nullable String problem) {

    static final String CONTROL_POINTS = "ground control points are not read";

    private static final int MAX_VALUES = 4 * 65536;

    /** EPSG's own codes, annex of OGC GeoTIFF 1.1; above are "user-defined" and private ones. */
    private static final int MIN_EPSG = 1024;

    private static final List<Tag> TAGS = List.of(
            Tag.MODEL_PIXEL_SCALE,
            Tag.MODEL_TIEPOINT,
            Tag.MODEL_TRANSFORMATION,
            Tag.GEO_KEY_DIRECTORY,
            Tag.GEO_DOUBLE_PARAMS,
            Tag.GEO_ASCII_PARAMS);

    /** Asks for all values that {@link #read} needs. */
    static void request(Ifd ifd) throws MalformedSourceException {
        for (Tag tag : TAGS) {
            if (!ifd.isBeyondEnd(tag) || ifd.count(tag) > MAX_VALUES) {
                ifd.values(tag, MAX_VALUES);
            }
        }
    }

    static Georeferencing read(Ifd ifd) {
        try {
            GeoKeys keys = GeoKeysTag.read(ifd, MAX_VALUES);
            boolean point = keys != null && keys.pixelIsPoint();
            Affine transform = transform(ifd, point);
            if (transform == null && keys != null) {
                return new Georeferencing(null, epsg(keys), keys, "GeoKeys but neither pixel scale nor matrix");
            }
            return new Georeferencing(transform, keys == null ? null : epsg(keys), keys, null);
        } catch (MalformedGeoreferencing | MalformedSourceException e) {
            return new Georeferencing(null, null, null, e.getMessage());
        }
    }

    /** Tags that contradict themselves; the message says which. */
    static final class MalformedGeoreferencing extends Exception {
        private static final long serialVersionUID = 1;

        MalformedGeoreferencing(Tag tag, String problem) {
            super(tag + ": " + problem);
        }
    }

    private static @Nullable Integer epsg(GeoKeys keys) throws MalformedGeoreferencing {
        Integer code = keys.horizontalCode();
        if (code == null || code == 0 || code == GeoKeys.USER_DEFINED) {
            return null;
        }
        if (code < MIN_EPSG || code > GeoKeys.USER_DEFINED) {
            throw new MalformedGeoreferencing(Tag.GEO_KEY_DIRECTORY, "CRS code " + code + " is none of EPSG's");
        }
        return code;
    }

    private static @Nullable Affine transform(Ifd ifd, boolean point)
            throws MalformedSourceException, MalformedGeoreferencing {
        double[] scale = ifd.doubles(Tag.MODEL_PIXEL_SCALE, MAX_VALUES);
        double[] tie = ifd.doubles(Tag.MODEL_TIEPOINT, MAX_VALUES);
        double[] matrix = ifd.doubles(Tag.MODEL_TRANSFORMATION, MAX_VALUES);
        if (scale != null) {
            return fromScale(scale, tie, point);
        }
        if (matrix != null) {
            return fromMatrix(matrix, point);
        }
        if (tie != null) {
            throw new MalformedGeoreferencing(Tag.MODEL_TIEPOINT, CONTROL_POINTS);
        }
        return null;
    }

    private static Affine fromScale(double[] scale, double @Nullable [] tie, boolean point)
            throws MalformedGeoreferencing {
        if (scale.length < 2) {
            throw new MalformedGeoreferencing(Tag.MODEL_PIXEL_SCALE, "has %d values".formatted(scale.length));
        }
        if (tie == null || tie.length < 6) {
            throw new MalformedGeoreferencing(
                    Tag.MODEL_TIEPOINT, tie == null ? "is absent" : "has %d values".formatted(tie.length));
        }
        // GDAL takes a negative scale for positive: rows go south. South-up files have a matrix.
        double rowStep = -Math.abs(scale[1]);
        double half = point ? 0.5 : 0;
        return affine(
                Tag.MODEL_PIXEL_SCALE,
                scale[0],
                0,
                tie[3] - (tie[0] + half) * scale[0],
                0,
                rowStep,
                tie[4] - (tie[1] + half) * rowStep);
    }

    private static Affine fromMatrix(double[] m, boolean point) throws MalformedGeoreferencing {
        if (m.length != 16) {
            throw new MalformedGeoreferencing(Tag.MODEL_TRANSFORMATION, "has %d values".formatted(m.length));
        }
        double half = point ? 0.5 : 0;
        return affine(
                Tag.MODEL_TRANSFORMATION,
                m[0],
                m[1],
                m[3] - half * (m[0] + m[1]),
                m[4],
                m[5],
                m[7] - half * (m[4] + m[5]));
    }

    private static Affine affine(Tag tag, double a, double b, double c, double d, double e, double f)
            throws MalformedGeoreferencing {
        try {
            return new Affine(a, b, c, d, e, f);
        } catch (IllegalArgumentException notInvertible) {
            throw new MalformedGeoreferencing(tag, String.valueOf(notInvertible.getMessage()));
        }
    }
}
