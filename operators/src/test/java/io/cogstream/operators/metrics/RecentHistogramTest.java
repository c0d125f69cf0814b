package io.cogstream.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

final class RecentHistogramTest {

    @Test
    void describesTheLastValues() {
        RecentHistogram histogram = new RecentHistogram();
        histogram.update(1_000_000);
        for (int i = 1; i <= 1024; i++) {
            histogram.update(i);
        }
        HistogramStatistics statistics = histogram.getStatistics();
        assertThat(histogram.getCount()).isEqualTo(1025);
        assertThat(statistics.size()).isEqualTo(1024);
        assertThat(statistics.getMin()).isEqualTo(1);
        assertThat(statistics.getMax()).isEqualTo(1024);
        assertThat(statistics.getMean()).isEqualTo(512.5);
        assertThat(statistics.getQuantile(0.5)).isBetween(512.0, 513.0);
        assertThat(statistics.getQuantile(1)).isEqualTo(1024);
        assertThat(statistics.getStdDev()).isBetween(295.0, 296.0);
    }

    @Test
    void isZeroWithoutValues() {
        HistogramStatistics statistics = new RecentHistogram().getStatistics();
        assertThat(statistics.getQuantile(0.99)).isZero();
        assertThat(statistics.getMax()).isZero();
        assertThat(statistics.getMean()).isZero();
    }
}
