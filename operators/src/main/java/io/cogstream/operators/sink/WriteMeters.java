package io.cogstream.operators.sink;

import io.cogstream.operators.metrics.MetricNames;
import io.cogstream.operators.metrics.RecentHistogram;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** What one chunk writer reports, under Flink's standard sink names and ours. Used by one task thread. */
final class WriteMeters {
    private final SinkWriterMetricGroup group;
    private final Counter chunks;
    private final Counter bytes;
    private final Histogram write;
    private volatile long lastMillis;

    WriteMeters(SinkWriterMetricGroup group) {
        this.group = group;
        chunks = group.counter(MetricNames.CHUNKS_WRITTEN);
        bytes = group.counter(MetricNames.BYTES_WRITTEN);
        write = group.histogram(MetricNames.WRITE_MICROS, new RecentHistogram());
        group.setCurrentSendTimeGauge(() -> lastMillis);
    }

    void inFlight(IntSupplier count) {
        group.gauge(MetricNames.WRITES_IN_FLIGHT, (Gauge<Integer>) count::getAsInt);
    }

    void written(int length, long nanos) {
        chunks.inc();
        bytes.inc(length);
        write.update(nanos / 1000);
        lastMillis = nanos / 1_000_000;
        group.getNumRecordsSendCounter().inc();
        group.getNumBytesSendCounter().inc(length);
    }

    void failed() {
        group.getNumRecordsSendErrorsCounter().inc();
    }
}
