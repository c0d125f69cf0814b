package io.cogstream.proj;

import io.cogstream.proj.method.ParameterValue;

/**
 * A shift from a datum to WGS 84 in geocentric coordinates: EPSG methods 9603 and 9606 (position vector), Guidance Note 7-2,
 * sections 4.3.1 and 4.3.3.
 *
 * @param x translation along the axis to Greenwich and the equator, in metres; y and z likewise
 * @param rx rotation round the x axis, in radians; ry and rz likewise
 * @param scale factor, near 1
 */
record DatumShift(double x, double y, double z, double rx, double ry, double rz, double scale) {
    static final DatumShift NONE = new DatumShift(0, 0, 0, 0, 0, 0, 1);

    private static final double ARCSECOND = Math.toRadians(1 / 3600.0);

    /** Of {@code +towgs84}: three numbers in metres, or those, three in arcseconds and one in parts per million. */
    static DatumShift parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3 && parts.length != 7) {
            throw new IllegalArgumentException("+towgs84 takes 3 or 7 numbers, not " + parts.length);
        }
        double[] values = new double[7];
        for (int i = 0; i < parts.length; i++) {
            values[i] = ParameterValue.number("towgs84", parts[i].trim());
        }
        return new DatumShift(
                values[0],
                values[1],
                values[2],
                values[3] * ARCSECOND,
                values[4] * ARCSECOND,
                values[5] * ARCSECOND,
                1 + values[6] * 1e-6);
    }

    /** Replaces geocentric coordinates by those on WGS 84. */
    void toWgs84(double[] point) {
        double px = point[0];
        double py = point[1];
        double pz = point[2];
        point[0] = scale * (px - rz * py + ry * pz) + x;
        point[1] = scale * (rz * px + py - rx * pz) + y;
        point[2] = scale * (-ry * px + rx * py + pz) + z;
    }

    /** Replaces geocentric coordinates on WGS 84 by those on the datum. */
    void fromWgs84(double[] point) {
        double px = (point[0] - x) / scale;
        double py = (point[1] - y) / scale;
        double pz = (point[2] - z) / scale;
        point[0] = px + rz * py - ry * pz;
        point[1] = -rz * px + py + rx * pz;
        point[2] = ry * px - rx * py + pz;
    }
}
