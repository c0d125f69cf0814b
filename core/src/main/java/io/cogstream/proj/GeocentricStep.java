package io.cogstream.proj;

import org.locationtech.proj4j.datum.Ellipsoid;

/** From longitudes and latitudes on one datum to those on another, at height 0. Not safe for concurrent use. */
final class GeocentricStep {
    private final DatumShift sourceShift;
    private final DatumShift targetShift;
    private final double sourceA;
    private final double sourceEs;
    private final double targetA;
    private final double targetEs;
    private final double[] point = new double[3];

    GeocentricStep(Ellipsoid source, DatumShift sourceShift, Ellipsoid target, DatumShift targetShift) {
        this.sourceShift = sourceShift;
        this.targetShift = targetShift;
        this.sourceA = source.getA();
        this.sourceEs = source.getEccentricitySquared();
        this.targetA = target.getA();
        this.targetEs = target.getEccentricitySquared();
    }

    /** @param lonLat in radians from Greenwich, replaced */
    void apply(double[] lonLat) {
        double sine = Math.sin(lonLat[1]);
        double cosine = Math.cos(lonLat[1]);
        double normal = sourceA / Math.sqrt(1 - sourceEs * sine * sine);
        point[0] = normal * cosine * Math.cos(lonLat[0]);
        point[1] = normal * cosine * Math.sin(lonLat[0]);
        point[2] = normal * (1 - sourceEs) * sine;
        sourceShift.toWgs84(point);
        targetShift.fromWgs84(point);
        lonLat[0] = Math.atan2(point[1], point[0]);
        lonLat[1] = latitude(Math.hypot(point[0], point[1]), point[2]);
    }

    /** Bowring (1976), twice: exact to rounding at any height where there are pixels. */
    private double latitude(double p, double z) {
        double ratio = Math.sqrt(1 - targetEs);
        double b = targetA * ratio;
        double reduced = Math.atan2(z, p * ratio);
        double latitude = 0;
        for (int step = 0; step < 2; step++) {
            double s = Math.sin(reduced);
            double c = Math.cos(reduced);
            latitude = Math.atan2(z + targetEs / (1 - targetEs) * b * s * s * s, p - targetEs * targetA * c * c * c);
            reduced = Math.atan2(ratio * Math.sin(latitude), Math.cos(latitude));
        }
        return latitude;
    }
}
