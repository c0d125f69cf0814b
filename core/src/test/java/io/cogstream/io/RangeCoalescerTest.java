package io.cogstream.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeCoalescerTest {
    private static final RangeCoalescer COALESCER = new RangeCoalescer(10, 100);

    @Test
    void joinsRangesAcrossASmallGapOnly() {
        assertThat(COALESCER.merge(List.of(range(0, 20), range(30, 20), range(61, 5))))
                .containsExactly(
                        new RangeCoalescer.Merged(range(0, 50), List.of(0, 1)),
                        new RangeCoalescer.Merged(range(61, 5), List.of(2)));
    }

    @Test
    void sortsAndKeepsThePlacesOfMembers() {
        assertThat(COALESCER.merge(List.of(range(40, 10), range(0, 20), range(25, 10))))
                .containsExactly(new RangeCoalescer.Merged(range(0, 50), List.of(1, 2, 0)));
    }

    @Test
    void capsMergedRangesButLeavesALongOneAlone() {
        assertThat(COALESCER.merge(List.of(range(0, 60), range(60, 40), range(100, 1), range(101, 500), range(601, 5))))
                .extracting(RangeCoalescer.Merged::range)
                .containsExactly(range(0, 100), range(100, 1), range(101, 500), range(601, 5));
    }

    @Test
    void mergesEqualAndNestedRangesOnce() {
        assertThat(COALESCER.merge(List.of(range(0, 50), range(10, 5), range(0, 50))))
                .extracting(RangeCoalescer.Merged::range)
                .containsExactly(range(0, 50));
    }

    @Test
    void survivesRangesAtTheEndOfTheNumberLine() {
        assertThat(COALESCER.merge(List.of(range(Long.MAX_VALUE - 10, 5), range(0, 1))))
                .hasSize(2);
    }

    @Test
    void everyRangeLiesInExactlyOneResultWithinTheCap() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<ByteRange> ranges = new ArrayList<>();
            for (int i = 0; i < random.nextInt(40); i++) {
                ranges.add(range(random.nextInt(2000), 1 + random.nextInt(150)));
            }
            int members = 0;
            for (RangeCoalescer.Merged merged : COALESCER.merge(ranges)) {
                for (int member : merged.members()) {
                    assertThat(ranges.get(member).offset())
                            .isGreaterThanOrEqualTo(merged.range().offset());
                    assertThat(ranges.get(member).end())
                            .isLessThanOrEqualTo(merged.range().end());
                    members++;
                }
                assertThat(merged.range().length() <= 100 || isOneLongRange(merged, ranges))
                        .isTrue();
            }
            assertThat(members).isEqualTo(ranges.size());
        }
    }

    private static boolean isOneLongRange(RangeCoalescer.Merged merged, List<ByteRange> ranges) {
        return merged.members().stream().allMatch(member -> ranges.get(member).length() > 0)
                && ranges.get(merged.members().get(0)).equals(merged.range());
    }

    private static ByteRange range(long offset, int length) {
        return new ByteRange(offset, length);
    }
}
