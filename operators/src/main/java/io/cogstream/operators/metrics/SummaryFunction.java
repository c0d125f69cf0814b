package io.cogstream.operators.metrics;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.operators.message.ChunkResult;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts results into the job's accumulators and passes their failures on. Accumulators begin anew with every attempt of a
 * task, so the counts are state too.
 */
public final class SummaryFunction extends ProcessFunction<ChunkResult, ChunkFailure> implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private transient ListState<JobSummary> state;
    private transient JobSummary total;
    private transient Accumulators accumulators;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("summary", JobSummary.class));
        total = JobSummary.NOTHING;
        for (JobSummary part : state.get()) {
            total = total.plus(part);
        }
    }

    @Override
    public void open(OpenContext context) {
        accumulators = new Accumulators(getRuntimeContext());
        accumulators.add(total);
    }

    @Override
    public void processElement(ChunkResult result, Context context, Collector<ChunkFailure> out) {
        JobSummary one = JobSummary.of(result);
        total = total.plus(one);
        accumulators.add(one);
        for (ChunkFailure failure : result.failures()) {
            out.collect(failure);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        state.update(List.of(total));
    }

    private static final class Accumulators {
        private final LongCounter written;
        private final LongCounter empty;
        private final LongCounter failed;
        private final LongCounter pixels;
        private final LongCounter requests;
        private final LongCounter bytes;
        private final LongCounter files;
        private final LongCounter tiles;
        private final LongCounter cachedTiles;
        private final FirstStrings failures = new FirstStrings(JobSummary.MAX_FAILURES);

        private Accumulators(RuntimeContext context) {
            written = context.getLongCounter(JobSummary.WRITTEN);
            empty = context.getLongCounter(JobSummary.EMPTY);
            failed = context.getLongCounter(JobSummary.FAILED);
            pixels = context.getLongCounter(JobSummary.PIXELS);
            requests = context.getLongCounter(JobSummary.REQUESTS);
            bytes = context.getLongCounter(JobSummary.BYTES);
            files = context.getLongCounter(JobSummary.FILES);
            tiles = context.getLongCounter(JobSummary.TILES);
            cachedTiles = context.getLongCounter(JobSummary.CACHED_TILES);
            context.addAccumulator(JobSummary.FAILURES, failures);
        }

        private void add(JobSummary summary) {
            written.add(summary.written());
            empty.add(summary.empty());
            failed.add(summary.failed());
            pixels.add(summary.pixels());
            requests.add(summary.requests());
            bytes.add(summary.bytes());
            files.add(summary.files());
            tiles.add(summary.tiles());
            cachedTiles.add(summary.cachedTiles());
            for (String failure : summary.failures()) {
                failures.add(failure);
            }
        }
    }
}
