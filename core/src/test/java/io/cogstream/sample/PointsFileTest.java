package io.cogstream.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.open.RequestException;
import io.cogstream.proj.Crs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointsFileTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("points"), text);
    }

    private PointSet read(String text) throws IOException, RequestException {
        return PointsFile.read(file(text), null, null);
    }

    private static String collection(String... features) {
        return "{\n\"type\": \"FeatureCollection\", \"features\": [\n" + String.join(",\n", features) + "\n]}";
    }

    private static String feature(String more, String geometry) {
        return "{\"type\": \"Feature\"" + more + ", \"geometry\": " + geometry + "}";
    }

    private static String point(String position) {
        return "{\"type\": \"Point\", \"coordinates\": " + position + "}";
    }

    @Test
    void readsPointsAndMultiPointsOfGeoJson() throws Exception {
        PointSet points = read(collection(
                feature(", \"id\": \"a\"", point("[-111.5, 40.25]")),
                feature(", \"id\": 7", "{\"type\": \"MultiPoint\", \"coordinates\": [[1, 2, 500], [3, 4]]}"),
                feature("", point("[5, 6]"))));

        assertThat(points.ids()).containsExactly("a", "7", "7", "2");
        assertThat(points.x()).containsExactly(-111.5, 1, 3, 5);
        assertThat(points.y()).containsExactly(40.25, 2, 4, 6);
        assertThat(points.crs()).isEqualTo(Crs.LONGITUDE_LATITUDE);
    }

    @Test
    void aPropertyNamesThePoints() throws Exception {
        Path file = file(collection(feature(", \"id\": 1, \"properties\": {\"plot\": \"north\"}", point("[1, 2]"))));

        assertThat(PointsFile.read(file, null, "plot").ids()).containsExactly("north");
        assertThatThrownBy(() -> PointsFile.read(file, null, "field"))
                .hasMessage("[" + file + "] line 3: feature 0: it has no property 'field'");
    }

    @Test
    void readsQuotedFieldsOfCsvInAnyColumnOrder() throws Exception {
        PointSet points = read("\uFEFFname,Latitude,\"ID\",Longitude\r\n"
                + "\"one, two\",1.5,\"say \"\"a\"\"\",-2e1\r\n"
                + "\r\n\"two\nlines\",3,,4\r");

        assertThat(points.ids()).containsExactly("say \"a\"", "");
        assertThat(points.x()).containsExactly(-20, 4);
        assertThat(points.y()).containsExactly(1.5, 3);
    }

    @Test
    void recordsOfCsvAreNumberedUnlessAColumnNamesThem() throws Exception {
        String text = "x,y,plot\n500000,4400000,p\n500010,4400000,q\n";
        Crs utm = Crs.epsg(32612);

        assertThat(PointsFile.read(file(text), utm, null).ids()).containsExactly("0", "1");
        assertThat(PointsFile.read(file(text), utm, "plot").ids()).containsExactly("p", "q");
        assertThat(PointsFile.read(file(text), utm, null).crs()).isEqualTo(utm);
    }

    @Test
    void coordinatesAreThoseThatSuitTheCrs() throws Exception {
        Path file = file("lon,lat,x,y\n-111,40,500000,4400000\n");

        assertThat(PointsFile.read(file, null, null).x()).containsExactly(-111);
        assertThat(PointsFile.read(file, Crs.epsg(32612), null).x()).containsExactly(500000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y\\n1,2\\n3,north   | line 3: column 'y': 'north' is not a number",
                "x,y\\n1,2\\n3         | line 3: 1 fields instead of 2",
                "x,y\\n1,2,3           | line 2: 3 fields instead of 2",
                "x,y\\n1,91            | line 2: (1.0, 91.0) is no longitude and latitude in degrees",
                "x,y\\n,2              | line 2: column 'x': '' is not a number",
                "x,y\\nNaN,2           | line 2: coordinates (NaN, 2.0) are not finite",
                "x,y,n\\n1,2,\"a\\nb\\n | line 2: a quote is not closed",
                "x,y,n\\n1,2,\"a\"b    | line 2: text after a closing quote",
                "east,north\\n1,2      | line 1: no columns x,y or lon,lat or longitude,latitude",
                "x,y\\n                | it has no points"
            })
    void damagedCsvIsNamedWithLineAndCause(String text, String message) throws IOException {
        Path file = file(text.replace("\\n", "\n"));

        assertThatThrownBy(() -> PointsFile.read(file, null, null))
                .isInstanceOf(MalformedSourceException.class)
                .hasMessageStartingWith("[" + file + "] " + message);
    }

    private void refused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> PointsFile.read(file, null, null))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("[" + file + "]")
                .hasMessageContaining(message);
    }

    @Test
    void damagedGeoJsonIsNamedWithLineAndCause() throws IOException {
        String good = feature("", point("[1, 2]"));
        refused(collection(good, feature("", "null")), "line 4: feature 1: it has no geometry");
        refused(
                collection(good, feature("", "{\"type\": \"Polygon\", \"coordinates\": []}")),
                "line 4: feature 1: geometry is a Polygon, not a Point or MultiPoint");
        refused(collection(feature("", point("[\"1\", 2]"))), "line 3: feature 0: position [\"1\",2] is not");
        refused(
                collection(feature("", point("[500000, 4400000]"))),
                "line 3: feature 0: (500000.0, 4400000.0) is no longitude");
        refused(collection(good, "{"), "line ");
        refused("{\"type\": \"Feature\"}", "line 1: 'Feature' is not a FeatureCollection");
        refused("{\"type\": \"FeatureCollection\"}", "it has no features");
        refused(collection(), "it has no points");
        refused("", "line 1: no columns");
    }

    @Test
    void geoJsonInAnotherCrsIsNotTakenForDegrees() throws IOException {
        String old = "{\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"%s\"}},\n\"features\": [%s]}";
        String point = feature("", point("[10, 20]"));
        refused(
                old.formatted("urn:ogc:def:crs:EPSG::32612", point),
                "line 1: coordinates are in 'urn:ogc:def:crs:EPSG::32612'");
        Path file = file(collection(point));
        assertThatThrownBy(() -> PointsFile.read(file, Crs.epsg(32612), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("--points-crs");
    }

    @Test
    void degreesByAnOldNameAreRead() throws Exception {
        String text = "{\"crs\": {\"properties\": {\"name\": \"urn:ogc:def:crs:OGC:1.3:CRS84\"}}, \"features\": ["
                + feature("", point("[10, 20]")) + "]}";

        assertThat(read(text).x()).containsExactly(10);
    }

    @Test
    void whatIsNoTextOrAbsentIsNamed() throws IOException {
        Path latin = Files.write(folder.resolve("latin.csv"), "id,x,y\né,1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> PointsFile.read(latin, null, null)).hasMessage("[" + latin + "] not UTF-8 text");
        Path absent = folder.resolve("absent.csv");
        assertThatThrownBy(() -> PointsFile.read(absent, null, null)).hasMessage("[" + absent + "] no such file");
    }

    @Test
    void anAbsentIdColumnIsAMistakeOfTheRequest() throws IOException {
        Path file = file("x,y\n1,2\n");
        @Nullable Crs none = null;
        assertThatThrownBy(() -> PointsFile.read(file, none, "plot"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("no column 'plot'");
    }
}
