package io.cogstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.grid.ChunkIndex;
import io.cogstream.operators.embedded.EmbeddedFlink;
import io.cogstream.operators.fake.FakeMaker;
import io.cogstream.operators.fake.FakeMakers;
import io.cogstream.operators.fake.FakeOutcomes;
import io.cogstream.operators.fake.FakeStores;
import io.cogstream.operators.message.ChunkOutcome;
import io.cogstream.operators.metrics.JobSummary;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Savepoints that earlier versions left go on under this one; {@code savepoints/README.md} says how each was made. */
final class SavepointCompatibilityTest {

    /** @param before chunks that were done when the job stopped, of which the savepoint knows */
    @ParameterizedTest
    @CsvSource({"v1, 1, 84", "v1, 2, 84", "v1, 3, 84"})
    void goesOnWhereAnEarlierVersionStopped(String version, int slots, int before) throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(1, FakeMaker::mixed));
        FakeOutcomes outcomes = new FakeOutcomes();
        FakeStores stores = new FakeStores();
        JobSummary summary;
        try (EmbeddedFlink flink = EmbeddedFlink.start(slots)) {
            StreamExecutionEnvironment env = flink.environment();
            env.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint(version)));
            SavepointFixture.build(env, makers, stores, outcomes);
            summary = flink.submit(env, "restored").await(Duration.ofMinutes(1)).orElseThrow();
        }

        int chunks = (int) SavepointFixture.EXTENT.chunks();
        assertThat(summary.chunks()).isEqualTo(chunks);
        assertThat(made(outcomes)).doesNotHaveDuplicates().hasSize(chunks - before);
        assertThat(stores.text("memory:/saved/.cogstream/failures.ndjson").lines())
                .doesNotHaveDuplicates()
                .hasSize(chunks * 4 / 7);
    }

    private static List<ChunkIndex> made(FakeOutcomes outcomes) {
        return outcomes.all().stream().map(SavepointCompatibilityTest::index).collect(Collectors.toList());
    }

    private static ChunkIndex index(ChunkOutcome outcome) {
        return new ChunkIndex(outcome.band(), outcome.time(), outcome.y(), outcome.x());
    }

    private static String savepoint(String version) throws Exception {
        URL metadata = SavepointCompatibilityTest.class.getResource("/savepoints/" + version + "/_metadata");
        return Path.of(Objects.requireNonNull(metadata).toURI())
                .getParent()
                .toUri()
                .toString();
    }
}
