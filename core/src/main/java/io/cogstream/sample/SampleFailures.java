package io.cogstream.sample;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what could not be read, and decides what that means for its rows. Safe for concurrent use. */
final class SampleFailures {
    private final SamplePlan plan;
    private final Map<Key, Loss> losses = new TreeMap<>();

    SampleFailures(SamplePlan plan) {
        this.plan = plan;
    }

    /** What is one failure: those of a file that say the same are. */
    private record Key(int item, String asset, String stage, String message) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byItem = Integer.compare(item, other.item);
            int byAsset = byItem != 0 ? byItem : asset.compareTo(other.asset);
            int byStage = byAsset != 0 ? byAsset : stage.compareTo(other.stage);
            return byStage != 0 ? byStage : message.compareTo(other.message);
        }
    }

    private record Loss(SourceException problem, long values) {}

    /**
     * Whether a row whose value could not be read must not be written: left out is only what no other try might have read,
     * and only where that is wanted.
     */
    boolean isFatal(FailureKind kind) {
        return plan.request().errors() == ErrorPolicy.RAISE
                || kind == FailureKind.TRANSIENT
                || kind == FailureKind.CONTRACT;
    }

    /**
     * @param item index into the plan's items
     * @param band index into the plan's bands
     * @param stage header or read
     * @param lost how many values that costs
     */
    synchronized void add(int item, int band, String stage, SourceException problem, long lost) {
        Key key = new Key(item, plan.bands().get(band).asset(), stage, String.valueOf(problem.getMessage()));
        losses.merge(key, new Loss(problem, lost), (old, more) -> new Loss(old.problem, old.values + more.values));
    }

    /** By item, asset, stage and message. */
    synchronized List<SampleFailure> list() {
        List<SampleFailure> list = new ArrayList<>();
        losses.forEach((key, loss) -> list.add(new SampleFailure(
                plan.items().get(key.item).id(),
                key.asset,
                loss.problem.href(),
                key.stage,
                loss.problem.kind(),
                key.message,
                loss.values,
                isFatal(loss.problem.kind()))));
        return list;
    }
}
