package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.io.HttpOptions;
import io.cogstream.make.CogChunkMaker;
import io.cogstream.make.MakerOptions;
import io.cogstream.operators.ChunkPipeline;
import io.cogstream.operators.PipelineOptions;
import io.cogstream.operators.fetch.SharedChunkMaker;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.sink.OwnThreadStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Flink job that someone else writes, around {@link ChunkPipeline#append}. */
final class UsersOwnJobTest {
    private static final Path ITEMS = Path.of("..", "examples", "demo", "items.parquet");

    @TempDir
    private Path folder;

    @Test
    void makesTheChunksThatItAsksFor() throws Exception {
        assertThat(run("open", folder.resolve("own"))).isZero();
        assertThat(run("materialize", folder.resolve("all"))).isZero();

        usersJob(folder.resolve("own").toUri().toString().replaceAll("/$", ""));

        Map<String, byte[]> own = chunks(folder.resolve("own"));
        Map<String, byte[]> all = chunks(folder.resolve("all"));
        assertThat(own).isNotEmpty().containsExactlyEntriesOf(all);
    }

    private static void usersJob(String array) throws Exception {
        SharedChunkMaker makers = new SharedChunkMaker(
                "mine", () -> CogChunkMaker.create(MakerOptions.forHeap(2, 256 << 20), HttpOptions.DEFAULT));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        ChunkPipeline.append(
                env.fromSequence(0, 11)
                        .map(n -> new ChunkRequest(array, 0, (int) (n / 4), (int) (n / 2 % 2), (int) (n % 2), 0, false))
                        .returns(ChunkRequest.class),
                PipelineOptions.of(makers, new OwnThreadStores(1)));
        env.execute("a user's own");
    }

    /** One band, 3 dates, 2 x 2 chunks. */
    private static int run(String command, Path output) {
        return Main.commandLine()
                .execute(
                        command,
                        ITEMS.toString(),
                        "--output",
                        output.toString(),
                        "--crs",
                        "EPSG:5070",
                        "--resolution",
                        "200",
                        "--bbox",
                        "-1049000,1811000,-1008000,1856000",
                        "--bands",
                        "red",
                        "--chunk-size",
                        "128");
    }

    private static Map<String, byte[]> chunks(Path store) throws IOException {
        Map<String, byte[]> chunks = new TreeMap<>();
        try (Stream<Path> files = Files.walk(store.resolve("data"))) {
            files.filter(file -> Files.isRegularFile(file) && file.toString().contains("/c/"))
                    .forEach(file -> chunks.put(store.relativize(file).toString(), read(file)));
        }
        return chunks;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
