package io.cogstream.operators;

import io.cogstream.operators.fetch.FetchFunction;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.message.ChunkResult;
import io.cogstream.operators.metrics.SummaryFunction;
import io.cogstream.operators.sink.FailureLogSink;
import io.cogstream.operators.sink.ZarrChunkSink;
import io.cogstream.operators.source.ChunkSource;
import io.cogstream.operators.warp.WarpFunction;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From requests to chunks in their stores. Fetch, warp and chunk sink are one chain, so that pixels never leave their
 * thread's JVM; only the few failures travel, to the one task that keeps their log.
 */
public final class ChunkPipeline {
    private ChunkPipeline() {}

    /** Makes every chunk that {@code source} asks for. */
    public static void bounded(StreamExecutionEnvironment env, ChunkSource source, PipelineOptions options) {
        append(
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "chunks")
                        .uid("cogstream-chunk-source"),
                options);
    }

    /** Makes the chunks that {@code requests} ask for. A job has this once: the operators' uids are fixed. */
    public static void append(DataStream<ChunkRequest> requests, PipelineOptions options) {
        DataStream<ChunkResult> results = AsyncDataStream.unorderedWait(
                        requests,
                        new FetchFunction(options.makers()),
                        options.fetchTimeout().toMillis(),
                        TimeUnit.MILLISECONDS,
                        options.fetches())
                .name("fetch")
                .uid("cogstream-fetch")
                .process(new WarpFunction(options.makers()))
                .name("warp")
                .uid("cogstream-warp");

        results.sinkTo(new ZarrChunkSink(options.stores(), options.outcomes(), options.concurrentPuts()))
                .name("write")
                .uid("cogstream-write");

        results.process(new SummaryFunction())
                .name("summary")
                .uid("cogstream-summary")
                .sinkTo(new FailureLogSink(options.stores(), options.loggedFailures(), options.earlierFailures()))
                .name("failures")
                .uid("cogstream-failure-log")
                .setParallelism(1)
                .setMaxParallelism(1);
    }
}
