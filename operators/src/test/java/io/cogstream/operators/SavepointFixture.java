package io.cogstream.operators;

import io.cogstream.operators.embedded.EmbeddedFlink;
import io.cogstream.operators.fake.FakeMaker;
import io.cogstream.operators.fake.FakeMakers;
import io.cogstream.operators.fake.FakeOutcomes;
import io.cogstream.operators.fake.FakeStores;
import io.cogstream.operators.source.ArrayExtent;
import io.cogstream.operators.source.ChunkSet;
import io.cogstream.operators.source.ChunkSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Makes the savepoint that {@link SavepointCompatibilityTest} restores: a job on two slots, stopped in the middle. To be run
 * when the pipeline's state gets a new version; the savepoints of older versions stay. Argument: a new folder.
 */
final class SavepointFixture {
    static final ArrayExtent EXTENT = new ArrayExtent("memory:/saved", 2, 2, 6, 7, 3, 3);

    /** Outcomes before the job is asked to stop. */
    private static final int ENOUGH = 40;

    private SavepointFixture() {}

    public static void main(String[] args) throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(50, FakeMaker::mixed));
        FakeOutcomes outcomes = new FakeOutcomes();
        Path folder = Path.of(args[0]);
        try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            StreamExecutionEnvironment env = flink.environment();
            env.configure(
                    new Configuration().set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1)));
            build(env, makers, new FakeStores(), outcomes);
            RunningJob job = flink.submit(env, "savepoint");
            while (outcomes.all().size() < ENOUGH) {
                Thread.sleep(5);
            }
            String savepoint = job.client()
                    .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(1, TimeUnit.MINUTES);
            Path metadata = Path.of(java.net.URI.create(savepoint)).resolve("_metadata");
            Files.move(metadata, folder.resolve("_metadata"));
            System.out.println(outcomes.all().size() + " outcomes of " + EXTENT.chunks() + " when it stopped, "
                    + Files.size(folder.resolve("_metadata")) + " bytes");
        } finally {
            makers.maker().close();
        }
    }

    static void build(StreamExecutionEnvironment env, FakeMakers makers, FakeStores stores, FakeOutcomes outcomes) {
        ChunkSource source = new ChunkSource(EXTENT, new ChunkSet(EXTENT), 0, false);
        ChunkPipeline.bounded(env, source, PipelineOptions.of(makers, stores).withOutcomes(outcomes));
    }
}
