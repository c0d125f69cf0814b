package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink's task threads have a mailbox to work off: what they do for us may take time, but must not wait for anything. */
final class TaskThreadsTest {

    @TempDir
    private Path folder;

    @Test
    void neverWaitInOurCode() throws Exception {
        try (TaskThreadWatch watch = TaskThreadWatch.start()) {
            assertThat(materialize()).isZero();

            assertThat(watch.samples()).isGreaterThan(50);
            assertThat(watch.inOurCode()).isPositive();
            assertThat(watch.longWaits()).isEmpty();
        }
    }

    private int materialize() {
        return Main.commandLine()
                .execute(
                        "materialize",
                        Path.of("..", "examples", "demo", "items.parquet").toString(),
                        "--output",
                        folder.resolve("out.zarr").toString(),
                        "--crs",
                        "EPSG:5070",
                        "--resolution",
                        "20",
                        "--bbox",
                        "-1049000,1811000,-1008000,1856000",
                        "--bands",
                        "red,green,blue",
                        "--chunk-size",
                        "256",
                        "--parallelism",
                        "2");
    }
}
