package io.cogstream.operators.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.operators.ChunkPipeline;
import io.cogstream.operators.PipelineOptions;
import io.cogstream.operators.fake.FakeMaker;
import io.cogstream.operators.fake.FakeMaker.Fate;
import io.cogstream.operators.fake.FakeMakers;
import io.cogstream.operators.fake.FakeStores;
import io.cogstream.operators.source.ArrayExtent;
import io.cogstream.operators.source.ChunkSet;
import io.cogstream.operators.source.ChunkSource;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

final class EmbeddedFlinkTest {

    @Test
    void leavesNoThreadBehind() throws Exception {
        runOnce();
        Set<Long> before = threads();
        for (int i = 0; i < 3; i++) {
            runOnce();
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!before.containsAll(threads()) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        Set<Long> after = threads();
        after.removeAll(before);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> after.contains(thread.getId()))
                        .map(Thread::getName))
                .isEmpty();
    }

    @Test
    void stopsWithAJobUnderWay() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(60_000, chunk -> Fate.MADE));
        try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            flink.submit(environment(flink, makers), "endless");
            while (makers.maker().fetches.isEmpty()) {
                Thread.sleep(10);
            }
        }
        assertThat(makers.users()).isZero();
    }

    @Test
    void saysWhyItCantStart() {
        assertThatThrownBy(() -> EmbeddedFlink.start(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void runOnce() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(0, chunk -> Fate.MADE));
        try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            assertThat(flink.submit(environment(flink, makers), "once").await(Duration.ofMinutes(1)))
                    .isPresent();
        } finally {
            makers.maker().close();
        }
    }

    private static StreamExecutionEnvironment environment(EmbeddedFlink flink, FakeMakers makers) {
        StreamExecutionEnvironment env = flink.environment();
        ArrayExtent extent = ArrayExtent.of("memory:/array", 1, 1, 8, 8);
        ChunkPipeline.bounded(
                env,
                new ChunkSource(extent, new ChunkSet(extent), 0, false),
                PipelineOptions.of(makers, new FakeStores()));
        return env;
    }

    private static Set<Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getId)
                .collect(Collectors.toSet());
    }
}
