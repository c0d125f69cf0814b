package io.cogstream.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.io.FileObjectStore;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves arrays in {@code target/interop}, which {@code interop/test_interop.py} opens with other people's readers. */
class InteropCubesTest {
    private static final Path FOLDER = Path.of("target", "interop");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "UINT8, none",
                "UINT16, 0",
                "INT16, -9999",
                "INT64, -9999",
                "FLOAT32, NaN",
                "FLOAT32, -9999",
                "FLOAT64, Infinity"
            })
    void writesOneOfEachKindOfType(DataType type, @Nullable Double nodata) {
        String name = (type.zarrName() + "-" + nodata).toLowerCase(Locale.ROOT);
        write(name, SampleCubes.layout(type, nodata));
    }

    @Test
    void writesDegreesAndNanoseconds() {
        write("geographic-nanoseconds", SampleCubes.geographic());
    }

    private static void write(String name, CubeLayout layout) {
        ObjectStore store = new FileObjectStore(FOLDER.resolve(name + ".zarr"), Runnable::run);
        store.deleteAll("").join();
        SampleCubes.write(store, layout);
        assertThat(ZarrReader.open(store).join().bands()).isEqualTo(layout.bands());
    }
}
