package io.cogstream.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.grid.Affine;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import io.cogstream.proj.Crs;
import io.cogstream.proj.PointTransform;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The CRS of every required file of the corpus, with and without a code, against GDAL's WKT of it. Leaves longitudes and latitudes
 * of the corners in {@code target/interop/places.tsv}, which {@code interop/test_wkt.py} holds to PROJ's.
 */
@Tag("oracle")
class SourceCrsOracleTest {
    private static final Path COGS = Path.of(System.getProperty("cogstream.testdata"), "cogs");
    private static final Path PLACES = Path.of("target", "interop", "places.tsv");
    private static final double DEGREES = 1e-9;
    private static final int WITHOUT_CODE = 7;

    private final DefaultByteSources sources = new DefaultByteSources(Runnable::run, HttpOptions.DEFAULT);

    @Test
    void cornersLieWhereGdalsWktHasThem() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<String> places = new ArrayList<>();
        int withoutCode = 0;
        for (JsonNode entry : required()) {
            GeoTiff file = header(entry.get("file").asText());
            if (entry.get("crs").isNull()) {
                softly.assertThatThrownBy(() -> SourceContract.crs(file))
                        .isInstanceOf(UnsupportedSourceException.class)
                        .hasMessageContaining(entry.get("file").asText())
                        .hasMessageContaining("it has no ");
                continue;
            }
            Crs ours = SourceContract.crs(file);
            Crs theirs = Crs.parse(entry.get("crs_wkt").asText());
            compare(entry, file, ours, theirs, places, softly);
            withoutCode += entry.get("crs").asText().startsWith("EPSG:") ? 0 : 1;
        }
        Files.createDirectories(PLACES.getParent());
        Files.write(PLACES, places);
        softly.assertAll();
        assertThat(withoutCode).isGreaterThanOrEqualTo(WITHOUT_CODE);
    }

    private static void compare(
            JsonNode entry, GeoTiff file, Crs ours, Crs theirs, List<String> places, SoftAssertions softly)
            throws SourceException {
        Affine transform = file.transform(0);
        PointTransform fromOurs = ours.to(Crs.LONGITUDE_LATITUDE);
        PointTransform fromTheirs = theirs.to(Crs.LONGITUDE_LATITUDE);
        for (int corner = 0; corner < 4; corner++) {
            double column = (corner & 1) * (double) file.image().width();
            double row = (corner >> 1) * (double) file.image().height();
            double[] one = {transform.x(column, row), transform.y(column, row)};
            double[] other = one.clone();
            String place = entry.get("crs_wkt").asText() + "\t" + one[0] + "\t" + one[1];
            fromOurs.apply(one);
            fromTheirs.apply(other);
            for (int i = 0; i < 2; i++) {
                softly.assertThat(Math.abs(one[i] - other[i]))
                        .as("%s: %s for %s", entry.get("file"), ours, theirs)
                        .isLessThan(DEGREES);
            }
            places.add(entry.get("file").asText() + "\t" + place + "\t" + one[0] + "\t" + one[1]);
        }
    }

    @Test
    void saysThatControlPointsAreNotRead() throws IOException {
        GeoTiff file = header("geo-no-georef.tif");
        GeoTiff points = new GeoTiff(
                file.href(),
                file.byteOrder(),
                file.bigTiff(),
                file.levels(),
                file.masks(),
                null,
                null,
                null,
                "MODEL_TIEPOINT: ground control points are not read",
                file.nodata(),
                file.metadata(),
                null);
        assertThatThrownBy(() -> SourceContract.crs(points))
                .isInstanceOf(UnsupportedSourceException.class)
                .hasMessageContaining("ground control points are not read");
    }

    private GeoTiff header(String name) throws IOException {
        String href = COGS.resolve(name).toAbsolutePath().normalize().toString();
        return GeoTiffHeader.read(sources.open(href, new ReadStatistics())).join();
    }

    private static List<JsonNode> required() throws IOException {
        List<JsonNode> files = new ArrayList<>();
        for (JsonNode entry : new ObjectMapper()
                .readTree(COGS.resolve("manifest.json").toFile())
                .get("files")) {
            if (entry.get("support").asText().equals("required")) {
                files.add(entry);
            }
        }
        return files;
    }
}
