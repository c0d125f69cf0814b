package io.cogstream.operators.metrics;

import java.util.Arrays;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/** Distribution of the last 1,024 values. Written by one thread, read by any. */
public final class RecentHistogram implements Histogram {
    private static final int WINDOW = 1024;

    private final long[] values = new long[WINDOW];
    private long count;

    @Override
    public synchronized void update(long value) {
        values[(int) (count++ % WINDOW)] = value;
    }

    @Override
    public synchronized long getCount() {
        return count;
    }

    @Override
    public synchronized HistogramStatistics getStatistics() {
        return new Snapshot(Arrays.copyOf(values, (int) Math.min(count, WINDOW)));
    }

    private static final class Snapshot extends HistogramStatistics {
        private final long[] sorted;

        private Snapshot(long[] values) {
            sorted = values;
            Arrays.sort(sorted);
        }

        /** The value at the nearest rank. */
        @Override
        public double getQuantile(double quantile) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.round(quantile * (sorted.length - 1))];
        }

        @Override
        public long[] getValues() {
            return sorted.clone();
        }

        @Override
        public int size() {
            return sorted.length;
        }

        @Override
        public double getMean() {
            return Arrays.stream(sorted).average().orElse(0);
        }

        @Override
        public double getStdDev() {
            double mean = getMean();
            double variance = Arrays.stream(sorted)
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0);
            return Math.sqrt(variance);
        }

        @Override
        public long getMax() {
            return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        }

        @Override
        public long getMin() {
            return sorted.length == 0 ? 0 : sorted[0];
        }
    }
}
