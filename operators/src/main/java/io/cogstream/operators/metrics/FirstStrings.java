package io.cogstream.operators.metrics;

import java.util.ArrayList;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Keeps the first strings that were added, up to a limit. The list is replaced rather than changed, since Flink's
 * heartbeat serializes it while the task adds to it.
 */
@SuppressWarnings("NonApiType") // Flink wants the result to be Serializable, which List is not
public final class FirstStrings implements Accumulator<String, ArrayList<String>> {
    private static final long serialVersionUID = 1;

    private final int limit;
    private volatile ArrayList<String> strings = new ArrayList<>();

    /** @param limit most strings to keep */
    public FirstStrings(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void add(String value) {
        if (strings.size() < limit) {
            ArrayList<String> longer = new ArrayList<>(strings);
            longer.add(value);
            strings = longer;
        }
    }

    @Override
    public ArrayList<String> getLocalValue() {
        return strings;
    }

    @Override
    public synchronized void resetLocal() {
        strings = new ArrayList<>();
    }

    @Override
    public void merge(Accumulator<String, ArrayList<String>> other) {
        other.getLocalValue().forEach(this::add);
    }

    @Override
    public FirstStrings clone() {
        FirstStrings copy = new FirstStrings(limit);
        copy.strings = strings;
        return copy;
    }
}
