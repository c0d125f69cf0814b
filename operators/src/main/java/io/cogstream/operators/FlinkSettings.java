package io.cogstream.operators;

import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** How a job of ours runs, wherever it runs. */
public final class FlinkSettings {
    private FlinkSettings() {}

    /**
     * Settings that the pipeline's operators rely on: no type falls back to Kryo, records are handed on inside a chain
     * without copies, and every operator's state is found again by its uid.
     */
    public static Configuration pipeline() {
        return new Configuration()
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
                .set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
    }

    /**
     * The pipeline's settings and those of a job that makes a whole array: checkpoints, so that a restart repeats seconds
     * and not hours, and a few restarts.
     */
    public static Configuration bounded() {
        Configuration settings = checkpoints();
        settings.addAll(pipeline());
        return settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
    }

    /**
     * What a job needs on someone's cluster, which has its own restart strategy.
     *
     * @param operators what the cluster's operator has set; checkpoints that it sets stay as they are
     */
    public static Configuration onCluster(ReadableConfig operators) {
        Set<String> set = operators.toMap().keySet();
        Configuration settings = new Configuration();
        checkpoints().toMap().forEach((key, value) -> {
            if (!set.contains(key)) {
                settings.setString(key, value);
            }
        });
        settings.addAll(pipeline());
        return settings;
    }

    private static Configuration checkpoints() {
        return new Configuration()
                .set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(100))
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10))
                .set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofSeconds(5))
                .set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE)
                .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
    }
}
