package io.cogstream.operators.fake;

import io.cogstream.operators.message.ChunkOutcome;
import io.cogstream.operators.sink.OutcomePublisher;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects outcomes in this JVM. */
public final class FakeOutcomes implements OutcomePublisher {
    private static final long serialVersionUID = 1;
    private static final Map<String, List<ChunkOutcome>> ALL = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    public FakeOutcomes() {
        ALL.put(id, new CopyOnWriteArrayList<>());
    }

    public List<ChunkOutcome> all() {
        return ALL.get(id);
    }

    @Override
    public Channel open() {
        return all()::add;
    }
}
