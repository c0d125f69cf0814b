package io.cogstream.operators;

/**
 * A JVM that runs tasks.
 *
 * @param heapBytes its largest heap
 * @param slots tasks of one kind that it runs at a time, at least 1
 */
public record TaskJvm(long heapBytes, int slots) {

    public TaskJvm {
        if (heapBytes < 1 || slots < 1) {
            throw new IllegalArgumentException("a JVM of %d bytes of heap and %d slots".formatted(heapBytes, slots));
        }
    }

    /** This JVM. */
    public static TaskJvm here(int slots) {
        return new TaskJvm(Runtime.getRuntime().maxMemory(), slots);
    }
}
