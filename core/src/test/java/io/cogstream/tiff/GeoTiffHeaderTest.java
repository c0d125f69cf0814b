package io.cogstream.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.codec.Predictor;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.grid.Affine;
import io.cogstream.raster.DataType;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoTiffHeaderTest {

    @Test
    void readsAnOrdinaryHeaderInOneRequest() {
        MemorySource source = new MemorySource(CogFile.withOverviews(256, 3));
        GeoTiff file = GeoTiffHeader.read(source).join();
        assertThat(file.levels()).extracting(TiffImage::width).containsExactly(256, 128, 64, 32);
        assertThat(source.requests()).containsExactly(16 << 10);
    }

    @ParameterizedTest
    @CsvSource({"1024, 5", "4096, 7", "16384, 9"})
    void readsALargeCogInTwoRequests(int width, int overviews) {
        byte[] content = CogFile.withOverviews(width, overviews);
        MemorySource source = new MemorySource(content);
        GeoTiff file = GeoTiffHeader.read(source).join();
        assertThat(file.levels()).hasSize(overviews + 1);
        assertThat(source.requests()).hasSize(2);
        assertThat(source.requests().get(1)).isLessThan(content.length + content.length / 10 + (32 << 10));
    }

    @Test
    void readsTypePredictorAndByteOrder() {
        GeoTiff file = read("pred2-i32-be-strips.tif");
        assertThat(file.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(file.dataType()).isEqualTo(DataType.INT32);
        assertThat(file.image().predictor()).isEqualTo(Predictor.HORIZONTAL);
        assertThat(file.image().tiled()).isFalse();
        assertThat(file.image().tileRows(file.image().tileCount() - 1)).isLessThanOrEqualTo(5);
    }

    @Test
    void shiftsARotatedTransformOfPixelCentresToTheCorner() {
        GeoTiff file = read("geo-rotated-point.tif");
        Affine transform = file.transform();
        assertThat(transform).isNotNull();
        assertThat(transform.isRectilinear()).isFalse();
        assertThat(file.epsg()).isEqualTo(32612);
    }

    @Test
    void keepsTheKeysOfAUserDefinedCrs() {
        GeoTiff file = read("geo-user-albers.tif");
        assertThat(file.epsg()).isNull();
        GeoKeys keys = file.geoKeys();
        assertThat(keys).isNotNull();
        assertThat(keys.code(GeoKeys.PROJECTED_CRS)).isEqualTo(GeoKeys.USER_DEFINED);
        assertThat(keys.numbers()).isNotEmpty();
        assertThat(file.georeferencingProblem()).isNull();
    }

    @Test
    void keepsMasksApartFromOverviews() {
        GeoTiff file = read("mask-internal.tif");
        assertThat(file.levels()).hasSize(1);
        assertThat(file.masks()).hasSize(1);
        assertThat(file.masks().get(0).bitsPerSample()).isEqualTo(1);
        assertThat(file.validity(0)).isEqualTo(new ValidityBand(1, 0));
        assertThat(file.image(1)).isSameAs(file.masks().get(0));
    }

    @Test
    void scalesTheTransformOfAnOverviewByTheSizes() throws Exception {
        TiffImage full = read("geo-rotated-point.tif").image();
        GeoTiff file = GeoTiffHeader.read(new MemorySource(CogFile.withOverviews(100, 1)))
                .join();
        GeoTiff placed = new GeoTiff(
                file.href(),
                file.byteOrder(),
                false,
                file.levels(),
                file.masks(),
                Affine.northUp(10, 20, 2, 3),
                4326,
                null,
                null,
                null,
                GdalMetadata.NONE,
                null);
        assertThat(placed.transform(1)).isEqualTo(Affine.northUp(10, 20, 4, 6));
        assertThat(full.width()).isEqualTo(50);
    }

    @Test
    void namesTheFileThatIsNoTiff() {
        assertThatThrownBy(() -> GeoTiffHeader.read(
                                new MemorySource("<html></html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                        .join())
                .hasCauseInstanceOf(MalformedSourceException.class)
                .hasMessageContaining("[memory.tif] not a TIFF");
    }

    @Test
    void namesACompressionThatIsNotRead() {
        byte[] content = CogFile.withOverviews(16, 0);
        int compression = 8 + 2 + 4 * 12 + 8;
        content[compression] = 6;
        GeoTiff file = GeoTiffHeader.read(new MemorySource(content)).join();
        assertThatThrownBy(() -> TileDecoder.decode(file, 0, 0, java.nio.ByteBuffer.allocate(256)))
                .isInstanceOf(UnsupportedSourceException.class)
                .hasMessageContaining("old-style JPEG (6)");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "0, UINT16, 0",
                "-9999.0000, INT16, -9999",
                "' 255 ', UINT8, 255",
                "-9999, UINT8, null",
                "0.5, UINT8, null",
                "1e+20, FLOAT32, 1.0000000200408773E20",
                "1e+40, FLOAT32, null",
                "-nan, FLOAT32, NaN",
                "NAN, FLOAT64, NaN",
                "nan, INT16, null",
                "inf, FLOAT64, Infinity",
                "-inf, FLOAT32, -Infinity",
                "none, UINT8, null",
                "'', UINT8, null",
                "5 m, UINT8, 5",
                ".5, FLOAT32, 0.5"
            })
    void readsNodataAsTheTypeHoldsIt(String text, DataType type, Double expected) {
        assertThat(NodataText.parse(text, type)).isEqualTo(expected);
    }

    private static GeoTiff read(String name) {
        return GeoTiffHeader.read(new MemorySource(MemorySource.resource(name))).join();
    }
}
