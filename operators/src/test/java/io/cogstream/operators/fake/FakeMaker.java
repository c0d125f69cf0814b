package io.cogstream.operators.fake;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.make.ChunkAddress;
import io.cogstream.make.ChunkMaker;
import io.cogstream.make.FetchedChunk;
import io.cogstream.make.MadeChunk;
import io.cogstream.make.MadeChunk.Cost;
import io.cogstream.make.MadeChunk.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Makes chunks whose content is their name. Fetches take {@code delayMillis}; what becomes of a chunk is a function. */
public final class FakeMaker implements ChunkMaker {
    /** How chunks end. */
    public enum Fate {
        MADE,
        EMPTY,
        FAILED,
        LACKS_A_SOURCE,
        FETCH_BREAKS,
        ASSEMBLE_BREAKS,
        ASSEMBLE_RUNS_OUT_OF_MEMORY
    }

    private final Function<ChunkIndex, Fate> fates;
    private final long delayMillis;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    /** Pixels that no one has given back. */
    public final AtomicInteger open = new AtomicInteger();

    public final AtomicBoolean closed = new AtomicBoolean();
    public final Map<ChunkAddress, AtomicInteger> fetches = new ConcurrentHashMap<>();

    public FakeMaker(long delayMillis, Function<ChunkIndex, Fate> fates) {
        this.delayMillis = delayMillis;
        this.fates = fates;
    }

    /** Some of each fate, by the chunk's column. */
    public static Fate mixed(ChunkIndex chunk) {
        return switch (chunk.x() % 7) {
            case 1 -> Fate.EMPTY;
            case 2 -> Fate.FAILED;
            case 3 -> Fate.LACKS_A_SOURCE;
            case 4 -> Fate.FETCH_BREAKS;
            case 5 -> Fate.ASSEMBLE_BREAKS;
            default -> Fate.MADE;
        };
    }

    public static String key(ChunkAddress address) {
        ChunkIndex index = address.index();
        return "data/c/%d/%d/%d/%d".formatted(index.band(), index.time(), index.y(), index.x());
    }

    public static byte[] content(ChunkAddress address) {
        return address.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public CompletableFuture<FetchedChunk> fetch(ChunkAddress address) {
        fetches.computeIfAbsent(address, any -> new AtomicInteger()).incrementAndGet();
        CompletableFuture<FetchedChunk> result = new CompletableFuture<>();
        ScheduledFuture<?> unused = executor.schedule(
                () -> fates.apply(address.index()) == Fate.FETCH_BREAKS
                        ? result.completeExceptionally(new IllegalStateException("broken fetch"))
                        : result.complete(new FakePixels(address)),
                delayMillis,
                TimeUnit.MILLISECONDS);
        return result;
    }

    @Override
    public MadeChunk assemble(FetchedChunk fetched) {
        ChunkAddress address = fetched.address();
        ChunkIndex at = address.index();
        Fate fate = fates.apply(at);
        int pixels = fate == Fate.MADE || fate == Fate.LACKS_A_SOURCE ? 100 : 0;
        Cost cost = new Cost(pixels, 1, 2, 30, 1, 4, 3, 1_000_000, 5000, 6000, 7000);
        ChunkFailure failure = new ChunkFailure(
                address.array(),
                at.band(),
                at.time(),
                at.y(),
                at.x(),
                "item",
                "red",
                "scene.tif",
                "read",
                FailureKind.PERMANENT,
                "not found",
                1);
        return switch (fate) {
            case MADE -> new MadeChunk(address, Status.MADE, key(address), content(address), null, List.of(), cost);
            case LACKS_A_SOURCE ->
                new MadeChunk(address, Status.MADE, key(address), content(address), null, List.of(failure), cost);
            case EMPTY -> new MadeChunk(address, Status.EMPTY, null, null, null, List.of(), cost);
            case FAILED -> new MadeChunk(address, Status.FAILED, null, null, null, List.of(failure), cost);
            case ASSEMBLE_BREAKS, FETCH_BREAKS -> throw new IllegalStateException("broken assemble");
            case ASSEMBLE_RUNS_OUT_OF_MEMORY -> throw new OutOfMemoryError("simulated");
        };
    }

    @Override
    public void close() {
        closed.set(true);
        executor.shutdownNow();
    }

    private final class FakePixels implements FetchedChunk {
        private final ChunkAddress address;
        private final AtomicBoolean given = new AtomicBoolean();

        private FakePixels(ChunkAddress address) {
            this.address = address;
            open.incrementAndGet();
        }

        @Override
        public ChunkAddress address() {
            return address;
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        }
    }
}
