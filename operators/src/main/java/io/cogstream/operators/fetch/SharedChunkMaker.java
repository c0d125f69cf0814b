package io.cogstream.operators.fetch;

import io.cogstream.make.ChunkMaker;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * One maker per name and JVM (more exactly, per class loader of the job), counted by its users: caches and the memory
 * budget belong to all slots together, and nothing outlives the last task.
 */
public final class SharedChunkMaker implements ChunkMakerProvider {
    private static final long serialVersionUID = 1;

    /** Makes the maker where it is first needed. */
    @FunctionalInterface
    public interface Factory extends Serializable {
        ChunkMaker create() throws Exception;
    }

    private static final Map<String, Shared> MAKERS = new HashMap<>();

    private final String name;
    private final Factory factory;

    /**
     * @param name of the maker's configuration: providers of the same name get the same maker
     * @param factory makes it; only the first user's is called
     */
    public SharedChunkMaker(String name, Factory factory) {
        this.name = name;
        this.factory = factory;
    }

    @Override
    public ChunkMaker acquire() throws Exception {
        synchronized (MAKERS) {
            Shared shared = MAKERS.get(name);
            if (shared == null) {
                shared = new Shared(factory.create());
                MAKERS.put(name, shared);
            }
            shared.users++;
            return shared.maker;
        }
    }

    @Override
    public void release() {
        ChunkMaker unused = null;
        synchronized (MAKERS) {
            Shared shared = MAKERS.get(name);
            if (shared == null) {
                throw new IllegalStateException("released more often than acquired: " + name);
            }
            if (--shared.users == 0) {
                MAKERS.remove(name);
                unused = shared.maker;
            }
        }
        if (unused != null) {
            unused.close();
        }
    }

    private static final class Shared {
        private final ChunkMaker maker;
        private int users;

        private Shared(ChunkMaker maker) {
            this.maker = maker;
        }
    }
}
