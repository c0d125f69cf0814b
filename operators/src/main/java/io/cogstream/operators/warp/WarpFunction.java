package io.cogstream.operators.warp;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.make.ChunkMaker;
import io.cogstream.make.FetchedChunk;
import io.cogstream.operators.fetch.ChunkMakerProvider;
import io.cogstream.operators.fetch.Fetched;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.message.ChunkResult;
import io.cogstream.operators.metrics.ChunkMeters;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has source pixels made into an encoded chunk, on the task's own thread, and gives their memory back before the result
 * goes on. A chunk that can't be made is a failed result; an {@link Error} fails the job.
 */
public final class WarpFunction extends ProcessFunction<Fetched, ChunkResult> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(WarpFunction.class);

    private final ChunkMakerProvider makers;
    private transient @Nullable ChunkMaker maker;
    private transient ChunkMeters meters;

    public WarpFunction(ChunkMakerProvider makers) {
        this.makers = makers;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        meters = new ChunkMeters(getRuntimeContext().getMetricGroup());
        maker = makers.acquire();
    }

    @Override
    public void processElement(Fetched fetched, Context context, Collector<ChunkResult> out) {
        ChunkResult result;
        try (fetched) {
            result = assemble(fetched.request(), fetched.chunk(), fetched.failure());
        }
        meters.record(result);
        out.collect(result);
    }

    private ChunkResult assemble(ChunkRequest request, @Nullable FetchedChunk chunk, @Nullable ChunkFailure failure) {
        if (failure != null) {
            return ChunkResult.failed(request, failure);
        }
        try {
            return ChunkResult.of(request, maker.assemble(chunk));
        } catch (RuntimeException | StackOverflowError error) {
            LOG.warn("chunk {} can't be made", request.address(), error);
            return ChunkResult.failed(request, request.failure("warp", error));
        }
    }

    @Override
    public void close() {
        if (maker != null) {
            maker = null;
            makers.release();
        }
    }
}
