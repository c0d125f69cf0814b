package io.cogstream.proj.method;

import java.io.Serializable;

/**
 * Distances along a meridian, by the series in the third flattening {@code n} of Helmert (1880), as in IOGP Guidance Note
 * 7-2, section 3.5.3, and Snyder's equations 3-21 and 3-26. Truncated after {@code n^4}: below a micrometre on the Earth.
 */
final class MeridianArc implements Serializable {
    private static final long serialVersionUID = 1;

    private final double quarter;
    private final double[] forward;
    private final double[] inverse;

    /** @param es square of the eccentricity */
    MeridianArc(double es) {
        double root = Math.sqrt(1 - es);
        double n = (1 - root) / (1 + root);
        double n2 = n * n;
        double n3 = n2 * n;
        double n4 = n2 * n2;
        quarter = (1 + n2 / 4 + n4 / 64) / (1 + n);
        forward = new double[] {
            -1.5 * n + 9 / 16.0 * n3, 15 / 16.0 * n2 - 15 / 32.0 * n4, -35 / 48.0 * n3, 315 / 512.0 * n4
        };
        inverse = new double[] {
            1.5 * n - 27 / 32.0 * n3, 21 / 16.0 * n2 - 55 / 32.0 * n4, 151 / 96.0 * n3, 1097 / 512.0 * n4
        };
    }

    /**
     * @param latitude geodetic, in radians
     * @return distance from the equator, in semi-major axes
     */
    double length(double latitude) {
        return quarter * sum(latitude, forward);
    }

    /** The latitude, in radians, at a distance from the equator in semi-major axes. */
    double latitude(double length) {
        return sum(length / quarter, inverse);
    }

    private static double sum(double angle, double[] coefficients) {
        double sin2 = Math.sin(2 * angle);
        double cos2 = Math.cos(2 * angle);
        double sin4 = 2 * sin2 * cos2;
        double cos4 = 1 - 2 * sin2 * sin2;
        return angle
                + coefficients[0] * sin2
                + coefficients[1] * sin4
                + coefficients[2] * sin2 * (3 - 4 * sin2 * sin2)
                + coefficients[3] * 2 * sin4 * cos4;
    }
}
