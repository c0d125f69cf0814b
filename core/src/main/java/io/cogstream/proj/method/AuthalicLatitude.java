package io.cogstream.proj.method;

import java.io.Serializable;

/**
 * Areas between the equator and a parallel: {@code q} of Snyder's equation 3-12, on which equal-area projections rest. Its
 * inverse starts from his series 3-18 and is made exact by equation 3-16, which Proj4J leaves out: 2 mm on the Earth.
 */
final class AuthalicLatitude implements Serializable {
    private static final long serialVersionUID = 1;

    private final double e;
    private final double es;
    private final double pole;
    private final double[] series;

    /** @param es square of the eccentricity, 0 for a sphere */
    AuthalicLatitude(double es) {
        this.es = es;
        this.e = Math.sqrt(es);
        this.pole = q(Math.PI / 2);
        double e4 = es * es;
        double e6 = e4 * es;
        this.series = new double[] {
            es / 3 + 31 / 180.0 * e4 + 517 / 5040.0 * e6, 23 / 360.0 * e4 + 251 / 3780.0 * e6, 761 / 45360.0 * e6
        };
    }

    /** {@code q} at the pole. */
    double pole() {
        return pole;
    }

    /** @param latitude geodetic, in radians */
    double q(double latitude) {
        double sine = Math.sin(latitude);
        if (es == 0) {
            return 2 * sine;
        }
        double es2 = 1 - es * sine * sine;
        return (1 - es) * (sine / es2 + Math.log((1 + e * sine) / (1 - e * sine)) / (2 * e));
    }

    /** Sine of the authalic latitude. */
    double sine(double latitude) {
        return Math.max(-1, Math.min(1, q(latitude) / pole));
    }

    /**
     * The geodetic latitude, in radians, that has {@code q}.
     *
     * @throws OutsideException if none has
     */
    double latitude(double q) {
        double sine = q / pole;
        if (!(Math.abs(sine) <= 1 + MapProjection.RIM)) {
            throw new OutsideException();
        }
        double clamped = Math.max(-1, Math.min(1, sine));
        double beta = Math.asin(clamped);
        if (es == 0) {
            return beta;
        }
        double sin2 = 2 * clamped * Math.sqrt(1 - clamped * clamped);
        double cos2 = 1 - 2 * clamped * clamped;
        double latitude = beta + sin2 * (series[0] + 2 * series[1] * cos2 + series[2] * (3 - 4 * sin2 * sin2));
        // The series is right to 1e-9: Newton's method, which doubles the digits, is needed once.
        return refined(latitude, q);
    }

    private double refined(double latitude, double q) {
        double cosine = Math.cos(latitude);
        if (cosine < 1e-9) {
            return latitude;
        }
        double sine = Math.sin(latitude);
        double es2 = 1 - es * sine * sine;
        return latitude + es2 * es2 / (2 * (1 - es) * cosine) * (q - q(latitude));
    }
}
