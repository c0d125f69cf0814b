package io.cogstream.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.OpenArray;
import io.cogstream.grid.BoundingBox;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ObjectStore;
import io.cogstream.io.ObjectStores;
import io.cogstream.io.ReadStatistics;
import io.cogstream.make.Candidates;
import io.cogstream.stac.AssetSelection;
import io.cogstream.stac.DatetimeInterval;
import io.cogstream.stac.ItemCatalog;
import io.cogstream.stac.ItemIndex;
import io.cogstream.stac.ItemQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Questions to the item index, each answered with one JSON document: what a search of a catalog reads, and how fast the chunks
 * of an array find their items.
 *
 * <pre>
 * IndexQueries search ITEMS WEST,SOUTH,EAST,NORTH DATETIME BAND,BAND
 * IndexQueries resolve ARRAY.zarr CHUNKS
 * </pre>
 *
 * <p>CHUNKS is a text file with one chunk a line: band, time, y and x, separated by spaces.
 */
public final class IndexQueries {
    /** Lookups before the clock counts, so that the code is compiled. */
    private static final int WARM_UP = 30_000;

    private final ObjectNode answer = new ObjectMapper().createObjectNode();

    private IndexQueries() {}

    /** Runs one of the questions. */
    public static void main(String[] arguments) throws Exception {
        IndexQueries queries = new IndexQueries();
        switch (arguments[0]) {
            case "search" -> queries.search(arguments[1], arguments[2], arguments[3], arguments[4]);
            case "resolve" -> queries.resolve(arguments[1], Path.of(arguments[2]));
            default -> throw new IllegalArgumentException("search or resolve, not " + arguments[0]);
        }
        System.out.println(queries.answer);
    }

    private void search(String items, String box, String datetime, String bands) throws IOException {
        double[] sides = Arrays.stream(box.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        ItemQuery query = ItemQuery.ALL
                .withBoxes(List.of(new BoundingBox(sides[0], sides[1], sides[2], sides[3])))
                .withDatetime(DatetimeInterval.parse(datetime));
        ReadStatistics read = new ReadStatistics();
        long started = System.nanoTime();
        int found = ItemCatalog.open(items, List.of(), read)
                .search(query, AssetSelection.ofKeys(Set.of(bands.split(",", -1))))
                .size();
        answer.put("seconds", (System.nanoTime() - started) / 1e9);
        answer.put("items", found);
        answer.put("files", read.files());
        answer.put("requests", read.requests());
        answer.put("bytes", read.bytes());
    }

    private void resolve(String location, Path list) throws IOException, InterruptedException {
        ObjectStore store = ObjectStores.open(location, Runnable::run);
        long started = System.nanoTime();
        OpenArray array = ArrayStore.load(store).join();
        answer.put("items", array.index().size());
        answer.put("loadSeconds", (System.nanoTime() - started) / 1e9);
        answer.put(
                "storedBytesPerItem",
                (double) array.index().toBytes().length / array.index().size());
        answer.put("heapBytesPerItem", heapPerItem(array.index().toBytes()));
        List<ChunkIndex> chunks = chunks(list);
        for (int i = 0; i < WARM_UP; i++) {
            Candidates.of(array, chunks.get(i % chunks.size()));
        }
        long found = 0;
        long[] nanos = new long[chunks.size()];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            found += Candidates.of(array, chunks.get(i)).size();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        answer.put("chunks", nanos.length);
        answer.put("candidates", found);
        answer.put("p50Micros", nanos[nanos.length / 2] / 1e3);
        answer.put("p99Micros", nanos[nanos.length * 99 / 100] / 1e3);
        answer.put("maxMicros", nanos[nanos.length - 1] / 1e3);
    }

    private static List<ChunkIndex> chunks(Path list) throws IOException {
        List<ChunkIndex> chunks = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            int[] at = Arrays.stream(line.split(" ", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            chunks.add(new ChunkIndex(at[0], at[1], at[2], at[3]));
        }
        return chunks;
    }

    private static double heapPerItem(byte[] bytes) throws IOException, InterruptedException {
        long before = usedHeap();
        ItemIndex index = ItemIndex.parse(bytes, "index");
        return (double) (usedHeap() - before) / index.size();
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
