package io.cogstream.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.cogstream.raster.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;

/**
 * Pixels of an array that differ from an oracle's.
 *
 * @param compared how many pixels were looked at
 * @param differing positions in the array, C order, of those that differ
 */
record OracleComparison(int compared, List<Integer> differing) {

    /** Floats may differ in the last bits: sums are formed in another order. */
    private static final double FLOAT_TOLERANCE = 1e-6;

    /**
     * @param isel the part of the array that the oracle holds, missing for all
     * @param conversion applied to the oracle's values first
     * @param counts which positions of the array count, by position in C order
     */
    static OracleComparison of(
            NpzFile.Array oracle,
            JsonNode isel,
            ArrayPixels actual,
            DoubleUnaryOperator conversion,
            IntPredicate counts) {
        Part part = Part.of(isel, actual.shape());
        if (oracle.size() != part.size()) {
            throw new IllegalArgumentException("oracle has shape %s, the array's part %s"
                    .formatted(Arrays.toString(oracle.shape()), Arrays.toString(part.count())));
        }
        List<Integer> differing = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < oracle.size(); i++) {
            int position = part.position(i);
            if (counts.test(position)) {
                compared++;
                double wanted = conversion.applyAsDouble(oracle.type().get(oracle.samples(), i));
                if (!same(wanted, actual.value(position), actual.type())) {
                    differing.add(position);
                }
            }
        }
        return new OracleComparison(compared, differing);
    }

    private static boolean same(double wanted, double got, DataType type) {
        if (Double.isNaN(wanted) || Double.isNaN(got)) {
            return Double.isNaN(wanted) && Double.isNaN(got);
        }
        return wanted == got || (type.isFloat() && Math.abs(wanted - got) <= FLOAT_TOLERANCE * Math.abs(wanted));
    }

    /** A rectangular part of an array; per axis the first index and how many. */
    private record Part(int[] shape, int[] first, int[] count) {
        private static final String[] AXES = {"band", "time", "y", "x"};

        static Part of(JsonNode isel, int[] shape) {
            int[] first = new int[AXES.length];
            int[] count = shape.clone();
            for (int axis = 0; axis < AXES.length; axis++) {
                JsonNode chosen = isel.path(AXES[axis]);
                if (chosen.isInt()) {
                    first[axis] = chosen.asInt();
                    count[axis] = 1;
                } else if (chosen.isArray()) {
                    first[axis] = chosen.get(0).asInt();
                    count[axis] = chosen.get(1).asInt() - first[axis];
                }
            }
            return new Part(shape, first, count);
        }

        int size() {
            return Arrays.stream(count).reduce(1, (a, b) -> a * b);
        }

        int position(int i) {
            int position = 0;
            int stride = 1;
            int rest = i;
            for (int axis = AXES.length - 1; axis >= 0; axis--) {
                position += (first[axis] + rest % count[axis]) * stride;
                rest /= count[axis];
                stride *= shape[axis];
            }
            return position;
        }
    }
}
