package io.cogstream.quicklook;

import java.util.Arrays;

/** Maps the values between two percentiles of a band to grey levels 0 … 255, linearly; values beyond are clamped. */
record Stretch(double low, double high) {

    /**
     * A stretch from the 2nd to the 98th percentile (nearest rank).
     *
     * @param values samples in any order; NaN stands for no data
     */
    static Stretch of(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int valid = sorted.length;
        while (valid > 0 && Float.isNaN(sorted[valid - 1])) {
            valid--;
        }
        if (valid == 0) {
            return new Stretch(0, 1);
        }
        return new Stretch(sorted[(int) ((valid - 1) * 0.02)], sorted[(int) ((valid - 1) * 0.98)]);
    }

    /** @param value not NaN */
    int level(double value) {
        if (high <= low) {
            return value < low ? 0 : value > high ? 255 : 127;
        }
        return (int) Math.rint(255 * Math.min(1, Math.max(0, (value - low) / (high - low))));
    }
}
