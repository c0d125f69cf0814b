package io.cogstream.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Merges neighbouring ranges into fewer requests.
 *
 * @param maxGap bytes that may be read in vain between two ranges
 * @param maxLength cap of a merged range in bytes, so that a hostile file can't cause a huge request; a single longer range
 *     stays alone and is the caller's to refuse
 */
public record RangeCoalescer(int maxGap, int maxLength) {

    /**
     * A request costs some 30 ms to an object store that then delivers about 100 MB/s: hundreds of KiB would be worth
     * reading in vain for latency alone, but requests overlap and bytes are paid for, hence a gap of 64 KiB. Requests of 8
     * MiB are far into the range where bandwidth, not latency, decides.
     */
    public static final RangeCoalescer DEFAULT = new RangeCoalescer(64 << 10, 8 << 20);

    public RangeCoalescer {
        if (maxGap < 0 || maxLength < 1) {
            throw new IllegalArgumentException("gap %d, length %d".formatted(maxGap, maxLength));
        }
    }

    /**
     * One request and whom it serves.
     *
     * @param range the bytes to read
     * @param members indices into the list given to {@link #merge}, by ascending offset
     */
    public record Merged(ByteRange range, List<Integer> members) {
        public Merged {
            members = List.copyOf(members);
        }
    }

    /**
     * Merges ranges that lie close together. Every range becomes a member of exactly one result, whole.
     *
     * @param ranges in any order; may overlap
     * @return by ascending offset
     */
    public List<Merged> merge(List<ByteRange> ranges) {
        List<Integer> order = IntStream.range(0, ranges.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> ranges.get(i).offset()))
                .toList();
        List<Merged> merged = new ArrayList<>();
        List<Integer> members = new ArrayList<>();
        long start = 0;
        long end = 0;
        for (int index : order) {
            ByteRange range = ranges.get(index);
            long joined = Math.max(end, range.end());
            if (!members.isEmpty() && (range.offset() - end > maxGap || joined - start > maxLength)) {
                merged.add(new Merged(new ByteRange(start, (int) (end - start)), members));
                members.clear();
            }
            if (members.isEmpty()) {
                start = range.offset();
                end = start;
            }
            end = Math.max(end, range.end());
            members.add(index);
        }
        if (!members.isEmpty()) {
            merged.add(new Merged(new ByteRange(start, (int) (end - start)), members));
        }
        return merged;
    }
}
