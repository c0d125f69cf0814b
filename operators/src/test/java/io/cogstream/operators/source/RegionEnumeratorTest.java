package io.cogstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.grid.ChunkIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.Test;

final class RegionEnumeratorTest {
    private static final ArrayExtent EXTENT = new ArrayExtent("memory:/array", 2, 2, 9, 6, 4, 4);

    private final MockSplitEnumeratorContext<RegionSplit> context = new MockSplitEnumeratorContext<>(2);

    @Test
    void handsEveryChunkOutOnce() throws Exception {
        SplitEnumerator<RegionSplit, ChunkSourceState> enumerator =
                source(EXTENT).createEnumerator(context);

        List<RegionSplit> splits = handOut(enumerator);

        assertThat(splits).hasSize(2 * 3 * 2);
        assertThat(chunks(splits)).hasSize((int) EXTENT.chunks());
        assertThat(splits).extracting(RegionSplit::splitId).doesNotHaveDuplicates();
        assertThat(splits).extracting(RegionSplit::time).isSorted();
    }

    @Test
    void skipsRegionsThatAreThereAndNamesTheChunksThatAre() throws Exception {
        ChunkSet made = new ChunkSet(EXTENT);
        for (int band = 0; band < 2; band++) {
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 4; x++) {
                    made.add(new ChunkIndex(band, 0, y, x));
                }
            }
        }
        made.add(new ChunkIndex(1, 1, 8, 5));

        List<RegionSplit> splits = handOut(new ChunkSource(EXTENT, made, 0, false).createEnumerator(context));

        assertThat(splits).hasSize(2 * 3 * 2 - 1);
        assertThat(chunks(splits))
                .hasSize((int) (EXTENT.chunks() - made.size()))
                .doesNotContain(new ChunkIndex(1, 1, 8, 5), new ChunkIndex(0, 0, 0, 0))
                .contains(new ChunkIndex(0, 1, 8, 5), new ChunkIndex(0, 1, 0, 0));
    }

    @Test
    void goesOnFromItsStateWithReturnedRegionsFirst() throws Exception {
        ChunkSource source = source(EXTENT);
        SplitEnumerator<RegionSplit, ChunkSourceState> enumerator = source.createEnumerator(context);
        register(0);
        for (int i = 0; i < 5; i++) {
            enumerator.handleSplitRequest(0, null);
        }
        List<RegionSplit> given = assigned();
        enumerator.addSplitsBack(List.of(given.get(3), given.get(4)), 0);
        byte[] bytes = source.getEnumeratorCheckpointSerializer().serialize(enumerator.snapshotState(1));

        ChunkSourceState state = source.getEnumeratorCheckpointSerializer().deserialize(1, bytes);
        MockSplitEnumeratorContext<RegionSplit> later = new MockSplitEnumeratorContext<>(1);
        ChunkSource withOtherRegions = source(new ArrayExtent("memory:/array", 2, 2, 9, 6, 2, 1));
        List<RegionSplit> rest = handOut(withOtherRegions.restoreEnumerator(later, state), later);

        assertThat(rest)
                .extracting(RegionSplit::splitId)
                .startsWith(given.get(3).splitId(), given.get(4).splitId())
                .doesNotHaveDuplicates();
        Set<ChunkIndex> all = chunks(given.subList(0, 3));
        all.addAll(chunks(rest));
        assertThat(all).hasSize((int) EXTENT.chunks());
        assertThat(chunks(rest))
                .hasSize((int) EXTENT.chunks() - chunks(given.subList(0, 3)).size());
    }

    @Test
    void refusesTheStateOfAnotherArray() throws Exception {
        ChunkSourceState state = source(EXTENT).createEnumerator(context).snapshotState(1);
        ChunkSource longer = source(new ArrayExtent("memory:/array", 2, 3, 9, 6, 4, 4));

        assertThatThrownBy(() -> longer.restoreEnumerator(context, state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("times=2")
                .hasMessageContaining("times=3");
    }

    @Test
    void givesNothingToAReaderThatIsGone() throws Exception {
        SplitEnumerator<RegionSplit, ChunkSourceState> enumerator =
                source(EXTENT).createEnumerator(context);

        enumerator.handleSplitRequest(1, null);

        assertThat(assigned()).isEmpty();
        assertThat(enumerator.snapshotState(1).nextRegion()).isZero();
    }

    /** Bytes of version 1 as first released: what is in users' savepoints. */
    @Test
    void readsVersionOne() throws Exception {
        ChunkSource source = source(EXTENT);
        RegionSplit split = new RegionSplit(3, 4, 8, 2, 2, 2, new long[] {0b10}, 5);
        ChunkSourceState state = new ChunkSourceState(EXTENT, 7, List.of(split));
        byte[] splitBytes = HexFormat.of()
                .parseHex("0000000300000004000000080000000200000002000000020000000100000000" + "0000000200000005");
        byte[] stateBytes = HexFormat.of()
                .parseHex("000d6d656d6f72793a2f61727261790000000200000002000000090000000600"
                        + "0000040000000400000000000000070000000100000003000000040000000800"
                        + "000002000000020000000200000001000000000000000200000005");

        assertThat(source.getSplitSerializer().deserialize(1, splitBytes))
                .usingRecursiveComparison()
                .isEqualTo(split);
        assertThat(source.getEnumeratorCheckpointSerializer().deserialize(1, stateBytes))
                .usingRecursiveComparison()
                .isEqualTo(state);
        assertThat(source.getSplitSerializer().serialize(split)).isEqualTo(splitBytes);
        assertThat(source.getEnumeratorCheckpointSerializer().serialize(state)).isEqualTo(stateBytes);
    }

    @Test
    void serializersRefuseOtherVersions() {
        ChunkSource source = source(EXTENT);
        assertThatThrownBy(() -> source.getSplitSerializer().deserialize(2, new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> source.getEnumeratorCheckpointSerializer().deserialize(0, new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 0");
    }

    @Test
    void makesRegionsSmallerUntilEverySlotHasWork() {
        ArrayExtent extent = ArrayExtent.of("memory:/array", 1, 1, 8, 8);
        assertThat(extent.regions()).isEqualTo(4);
        assertThat(extent.forSlots(1)).isEqualTo(extent);
        assertThat(extent.forSlots(4).regions()).isEqualTo(16);
        assertThat(ArrayExtent.of("memory:/array", 1, 1, 1, 1).forSlots(64).regions())
                .isEqualTo(1);
    }

    @Test
    void refusesExtentsThatAreNoArray() {
        assertThatThrownBy(() -> ArrayExtent.of("a", 1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArrayExtent("a", 1, 1, 5, 5, 1 << 11, 1 << 11))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ArrayExtent.of("a", 1, 1, 1 << 30, 1 << 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChunkSet(EXTENT).add(new ChunkIndex(0, 0, 9, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0, 0, 9, 0]");
    }

    private static ChunkSource source(ArrayExtent extent) {
        return new ChunkSource(extent, new ChunkSet(extent), 0, false);
    }

    private void register(int subtask) {
        context.registerReader(new ReaderInfo(subtask, "here"));
    }

    private List<RegionSplit> handOut(SplitEnumerator<RegionSplit, ChunkSourceState> enumerator) {
        return handOut(enumerator, context);
    }

    private static List<RegionSplit> handOut(
            SplitEnumerator<RegionSplit, ChunkSourceState> enumerator,
            MockSplitEnumeratorContext<RegionSplit> context) {
        context.registerReader(new ReaderInfo(0, "here"));
        for (int i = 0; i < 100; i++) {
            enumerator.handleSplitRequest(0, null);
        }
        return assigned(context);
    }

    private List<RegionSplit> assigned() {
        return assigned(context);
    }

    private static List<RegionSplit> assigned(MockSplitEnumeratorContext<RegionSplit> context) {
        List<RegionSplit> splits = new ArrayList<>();
        for (SplitsAssignment<RegionSplit> assignment : context.getSplitsAssignmentSequence()) {
            assignment.assignment().values().forEach(splits::addAll);
        }
        return splits;
    }

    private static Set<ChunkIndex> chunks(List<RegionSplit> splits) {
        Set<ChunkIndex> chunks = new HashSet<>();
        for (RegionSplit split : splits) {
            for (ChunkIndex chunk : RegionReaderTest.read(split)) {
                assertThat(chunks.add(chunk)).isTrue();
            }
        }
        return chunks;
    }
}
