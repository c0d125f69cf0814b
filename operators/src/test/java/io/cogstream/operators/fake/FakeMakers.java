package io.cogstream.operators.fake;

import io.cogstream.make.ChunkMaker;
import io.cogstream.operators.fetch.ChunkMakerProvider;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Provides one maker that the test keeps hold of, and counts its users. */
public final class FakeMakers implements ChunkMakerProvider {
    private static final long serialVersionUID = 1;
    private static final Map<String, FakeMakers> ALL = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final transient FakeMaker maker;
    private final transient AtomicInteger users = new AtomicInteger();

    public FakeMakers(FakeMaker maker) {
        this.maker = maker;
        ALL.put(id, this);
    }

    public FakeMaker maker() {
        return maker;
    }

    /** Acquired and not yet released. */
    public int users() {
        return users.get();
    }

    @Override
    public ChunkMaker acquire() {
        FakeMakers original = ALL.get(id);
        original.users.incrementAndGet();
        return original.maker;
    }

    @Override
    public void release() {
        ALL.get(id).users.decrementAndGet();
    }
}
