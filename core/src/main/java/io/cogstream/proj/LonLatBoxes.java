package io.cogstream.proj;

import io.cogstream.grid.BoundingBox;
import java.util.List;

/** The longitudes and latitudes that a box in some CRS covers, for searching footprints. */
public final class LonLatBoxes {
    /** Samples along each edge; the bulge between two neighbours is then below a thousandth of the edge's own bulge. */
    private static final int SAMPLES = 32;

    private LonLatBoxes() {}

    /**
     * One box, or two where {@code box} crosses the antimeridian; each lies within [-180, 180] x [-90, 90] degrees and
     * together they contain the image of {@code box}. Around a pole all longitudes are covered, and everything where the box
     * reaches beyond the map's rim.
     *
     * @return empty if no point of the box has a longitude and latitude
     */
    public static List<BoundingBox> of(Crs crs, BoundingBox box) {
        Outline outline = new Outline();
        PointTransform toLonLat = crs.to(Crs.LONGITUDE_LATITUDE);
        double[] point = new double[2];
        for (int k = 0; k <= 4 * SAMPLES; k++) {
            edgePoint(box, k, point);
            toLonLat.apply(point);
            outline.add(point[0], point[1]);
        }
        if (outline.hasGaps()) {
            return hasPoint(toLonLat, box) ? List.of(new BoundingBox(-180, -90, 180, 90)) : List.of();
        }
        double south = containsPole(crs, box, -90) ? -90 : outline.minLat;
        double north = containsPole(crs, box, 90) ? 90 : outline.maxLat;
        if (outline.width() >= 360 || south == -90 || north == 90) {
            return List.of(new BoundingBox(-180, south, 180, north));
        }
        return normalized(outline.minLon, outline.maxLon, south, north);
    }

    /** Whether some point inside has a longitude and latitude, though the box reaches beyond the map's rim. */
    private static boolean hasPoint(PointTransform toLonLat, BoundingBox box) {
        double[] point = new double[2];
        for (int up = 0; up < SAMPLES; up++) {
            for (int across = 0; across < SAMPLES; across++) {
                double x = box.minX() + (across + 0.5) / SAMPLES * box.width();
                set(point, x, box.minY() + (up + 0.5) / SAMPLES * box.height());
                toLonLat.apply(point);
                if (!Double.isNaN(point[0])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Runs clockwise round the box, back to the start. */
    private static void edgePoint(BoundingBox box, int k, double[] point) {
        double t = (k % SAMPLES) / (double) SAMPLES;
        double x = box.minX() + t * box.width();
        double y = box.minY() + t * box.height();
        switch (k / SAMPLES) {
            case 0 -> set(point, x, box.maxY());
            case 1 -> set(point, box.maxX(), box.maxY() - t * box.height());
            case 2 -> set(point, box.maxX() - t * box.width(), box.minY());
            case 3 -> set(point, box.minX(), y);
            default -> set(point, box.minX(), box.maxY());
        }
    }

    private static void set(double[] point, double x, double y) {
        point[0] = x;
        point[1] = y;
    }

    private static boolean containsPole(Crs crs, BoundingBox box, double latitude) {
        if (crs.isGeographic()) {
            return latitude > 0 ? box.maxY() >= latitude : box.minY() <= latitude;
        }
        double[] pole = {0, latitude};
        Crs.LONGITUDE_LATITUDE.to(crs).apply(pole);
        return pole[0] > box.minX() && pole[0] < box.maxX() && pole[1] > box.minY() && pole[1] < box.maxY();
    }

    private static List<BoundingBox> normalized(double west, double east, double south, double north) {
        double shift = 360 * Math.floor((west + 180) / 360);
        double w = west - shift;
        double e = east - shift;
        return e <= 180
                ? List.of(new BoundingBox(w, south, e, north))
                : List.of(new BoundingBox(w, south, 180, north), new BoundingBox(-180, south, e - 360, north));
    }

    /** Extremes of a path whose longitudes are continued across the antimeridian instead of jumping. */
    private static final class Outline {
        private boolean gaps;
        private double previous = Double.NaN;
        private double minLon = Double.POSITIVE_INFINITY;
        private double maxLon = Double.NEGATIVE_INFINITY;
        private double minLat = Double.POSITIVE_INFINITY;
        private double maxLat = Double.NEGATIVE_INFINITY;

        void add(double lon, double lat) {
            if (Double.isNaN(lon)) {
                gaps = true;
                return;
            }
            double continued = Double.isNaN(previous) ? lon : lon - 360 * Math.rint((lon - previous) / 360);
            previous = continued;
            minLon = Math.min(minLon, continued);
            maxLon = Math.max(maxLon, continued);
            minLat = Math.min(minLat, Math.max(-90, lat));
            maxLat = Math.max(maxLat, Math.min(90, lat));
        }

        /** Whether the path leaves the map, and comes back or not. */
        boolean hasGaps() {
            return gaps;
        }

        double width() {
            return maxLon - minLon;
        }
    }
}
