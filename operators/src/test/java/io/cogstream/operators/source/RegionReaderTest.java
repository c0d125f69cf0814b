package io.cogstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.grid.ChunkIndex;
import io.cogstream.operators.message.ChunkRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Test;

final class RegionReaderTest {
    /** Two rows and two columns from [4, 8] of time step 3, two bands; the second chunk is left out. */
    private static final RegionSplit SPLIT = new RegionSplit(3, 4, 8, 2, 2, 2, new long[] {0b10}, 0);

    private final Context context = new Context();
    private final Output output = new Output();
    private final RegionReader reader = new RegionReader(context, "memory:/array", 7, true);

    @Test
    void goesBandByBandFromNeighbourToNeighbour() {
        assertThat(read(SPLIT))
                .containsExactly(
                        new ChunkIndex(0, 3, 4, 8),
                        new ChunkIndex(0, 3, 5, 9),
                        new ChunkIndex(0, 3, 4, 9),
                        new ChunkIndex(1, 3, 4, 8),
                        new ChunkIndex(1, 3, 5, 8),
                        new ChunkIndex(1, 3, 5, 9),
                        new ChunkIndex(1, 3, 4, 9));
    }

    @Test
    void asksForTheNextRegionWhenItHasNoneAndEndsWhenThereAreNone() {
        reader.start();
        assertThat(context.requests).isEqualTo(1);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();

        reader.addSplits(List.of(SPLIT));
        assertThat(reader.isAvailable()).isDone();
        for (int i = 0; i < 7; i++) {
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
        }
        assertThat(context.requests).isEqualTo(2);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();

        reader.notifyNoMoreSplits();
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(output.requests).hasSize(7).allMatch(request -> request.generation() == 7 && request.force());
    }

    @Test
    void goesOnInsideARegion() throws Exception {
        reader.addSplits(List.of(SPLIT, SPLIT.at(5)));
        reader.start();
        assertThat(context.requests).isZero();
        reader.pollNext(output);
        reader.pollNext(output);
        List<RegionSplit> state = new ArrayList<>();
        for (RegionSplit split : reader.snapshotState(1)) {
            RegionSplitSerializer serializer = new RegionSplitSerializer();
            state.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)));
        }

        RegionReader restored = new RegionReader(new Context(), "memory:/array", 7, true);
        Output rest = new Output();
        restored.addSplits(state);
        restored.notifyNoMoreSplits();
        while (restored.pollNext(rest) != InputStatus.END_OF_INPUT) {}

        assertThat(state).hasSize(2);
        assertThat(rest.chunks())
                .isEqualTo(concatenated(read(SPLIT).subList(2, 7), read(SPLIT).subList(4, 7)));
    }

    @Test
    void takesARegionThatIsReadToItsEnd() {
        reader.addSplits(List.of(SPLIT.at(8)));
        reader.notifyNoMoreSplits();
        while (reader.pollNext(output) != InputStatus.END_OF_INPUT) {}
        assertThat(output.requests).isEmpty();
    }

    /** The chunks that a reader asks for when it is given {@code split}. */
    static List<ChunkIndex> read(RegionSplit split) {
        Output output = new Output();
        RegionReader reader = new RegionReader(new Context(), "memory:/array", 0, false);
        reader.addSplits(List.of(split));
        reader.notifyNoMoreSplits();
        while (reader.pollNext(output) != InputStatus.END_OF_INPUT) {}
        return output.chunks();
    }

    private static List<ChunkIndex> concatenated(List<ChunkIndex> first, List<ChunkIndex> second) {
        List<ChunkIndex> all = new ArrayList<>(first);
        Collections.addAll(all, second.toArray(new ChunkIndex[0]));
        return all;
    }

    private static final class Context implements SourceReaderContext {
        private int requests;

        @Override
        public SourceReaderMetricGroup metricGroup() {
            return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
        }

        @Override
        public Configuration getConfiguration() {
            return new Configuration();
        }

        @Override
        public String getLocalHostName() {
            return "here";
        }

        @Override
        public int getIndexOfSubtask() {
            return 0;
        }

        @Override
        public void sendSplitRequest() {
            requests++;
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(RegionReaderTest.class.getClassLoader());
        }
    }

    private static final class Output implements ReaderOutput<ChunkRequest> {
        private final List<ChunkRequest> requests = new ArrayList<>();

        private List<ChunkIndex> chunks() {
            return requests.stream().map(request -> request.address().index()).toList();
        }

        @Override
        public void collect(ChunkRequest request) {
            requests.add(request);
        }

        @Override
        public void collect(ChunkRequest request, long timestamp) {
            requests.add(request);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<ChunkRequest> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}
    }
}
