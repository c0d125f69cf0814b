package io.cogstream.proj;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The corpus' systems, given as code or PROJ string, as WKT 2 and as PROJJSON, against PROJ's points both ways. Leaves its table in
 * {@code target/crs-systems.md}.
 */
@Tag("oracle")
class CrsOracleTest {
    private static final Path POINTS = Path.of(System.getProperty("cogstream.testdata"), "crs", "points.json");
    private static final Pattern STATED = Pattern.compile("may be ([0-9.]+) m from");
    private static final double MILLIMETRE = 1e-3;
    private static final double DEGREES = 1e-8;
    private static final double METRES_PER_DEGREE = 111_320;
    private static final int SYSTEMS = 51;
    private static final int ACCEPTED = 44;

    /**
     * How far off one system came out in one form.
     *
     * @param forward from longitudes and latitudes: metres, or degrees where the system has them
     * @param backward to longitudes and latitudes: degrees
     * @param metres on the ground, the worse of both
     */
    private record Result(
            String form, List<String> warnings, double forward, double backward, double metres, boolean geographic) {
        boolean isRight() {
            return forward <= (geographic ? DEGREES : MILLIMETRE) && backward <= DEGREES;
        }
    }

    @Test
    void systemsComeOutAsProjHasThemOrSayHowFarOffTheyAre() throws IOException {
        JsonNode systems = new ObjectMapper().readTree(POINTS.toFile());
        SoftAssertions softly = new SoftAssertions();
        List<String> table = new ArrayList<>(List.of("| system | | there, m or ° | back, ° |", "|---|---|---|---|"));
        int accepted = 0;
        for (JsonNode system : systems) {
            List<Result> results = results(system);
            results.forEach(result -> check(system, result, softly));
            accepted += results.stream().allMatch(result -> result.warnings().isEmpty()) ? 1 : 0;
            table.add(row(system, results));
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "crs-systems.md"), table);
        System.out.println(String.join(System.lineSeparator(), table));
        softly.assertAll();
        assertThat(systems).hasSize(SYSTEMS);
        assertThat(accepted).isGreaterThanOrEqualTo(ACCEPTED);
    }

    private static List<Result> results(JsonNode system) {
        List<Result> results = new ArrayList<>();
        for (String form : List.of("crs", "wkt2", "projjson")) {
            JsonNode text = system.get(form);
            Crs crs = Crs.parse(text.isTextual() ? text.asText() : text.toString());
            assertThat(Crs.parse(crs.definition()))
                    .as("%s as %s", system.get("crs"), form)
                    .isEqualTo(crs);
            results.add(result(form, crs, system));
        }
        return results;
    }

    private static Result result(String form, Crs crs, JsonNode system) {
        PointTransform there = Crs.LONGITUDE_LATITUDE.to(crs);
        PointTransform back = crs.to(Crs.LONGITUDE_LATITUDE);
        double unit = system.get("unit").asText().equals("US survey foot") ? 1200 / 3937.0 : 1;
        double forward = 0;
        double backward = 0;
        double metres = 0;
        for (JsonNode p : system.get("points")) {
            double[] point = {p.get(0).asDouble(), p.get(1).asDouble()};
            there.apply(point);
            forward = Math.max(
                    forward,
                    unit * distance(point, p.get(2).asDouble(), p.get(3).asDouble()));
            point[0] = p.get(2).asDouble();
            point[1] = p.get(3).asDouble();
            back.apply(point);
            point[0] =
                    p.get(4).asDouble() + Math.IEEEremainder(point[0] - p.get(4).asDouble(), 360);
            backward = Math.max(
                    backward, distance(point, p.get(4).asDouble(), p.get(5).asDouble()));
            double cosine = Math.cos(Math.toRadians(p.get(5).asDouble()));
            metres = Math.max(
                    metres,
                    METRES_PER_DEGREE
                            * Math.hypot(
                                    (point[0] - p.get(4).asDouble()) * cosine,
                                    point[1] - p.get(5).asDouble()));
        }
        double onTheGround = crs.isGeographic() ? metres : Math.max(metres, forward);
        return new Result(form, crs.warnings(), forward, backward, onTheGround, crs.isGeographic());
    }

    /** The greater of two differences; infinite where there is no point. */
    private static double distance(double[] point, double x, double y) {
        double distance = Math.max(Math.abs(point[0] - x), Math.abs(point[1] - y));
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    private static void check(JsonNode system, Result result, SoftAssertions softly) {
        String name = system.get("crs").asText() + " as " + result.form();
        if (result.warnings().isEmpty()) {
            softly.assertThat(result.isRight())
                    .as("%s: %s there, %s back", name, result.forward(), result.backward())
                    .isTrue();
            return;
        }
        Matcher stated = STATED.matcher(String.join(" ", result.warnings()));
        softly.assertThat(stated.find())
                .as("%s states its error: %s", name, result.warnings())
                .isTrue();
        softly.assertThat(result.metres())
                .as("%s: %s", name, result.warnings())
                .isLessThanOrEqualTo(Double.parseDouble(stated.group(1)));
    }

    private static String row(JsonNode system, List<Result> results) {
        double forward = results.stream().mapToDouble(Result::forward).max().orElseThrow();
        double backward = results.stream().mapToDouble(Result::backward).max().orElseThrow();
        boolean warned = results.stream().anyMatch(result -> !result.warnings().isEmpty());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1e | %.1e |",
                system.get("crs").asText(),
                warned ? "accepted with a warning" : "accepted",
                forward,
                backward);
    }
}
