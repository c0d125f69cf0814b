package io.cogstream.stac.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Filters of every class on 200 generated items. Leaves items and answers in {@code target/interop/cql2.json}, which {@code
 * interop/test_cql2.py} holds to those of the Python package cql2; here is only held that each filter tells items apart.
 */
class Cql2TableTest {
    private static final Path FILE = Path.of("target", "interop", "cql2.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant YEAR = Instant.parse("2023-01-01T00:00:00Z");
    private static final long DAY = 86_400;

    private final Random random = new Random(20230603);

    /** The filters of the test resources, one a line. */
    static List<String> filters() {
        try (var resource = Cql2TableTest.class.getResourceAsStream("filters.txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyFilterTellsItemsApart() throws IOException {
        ObjectNode table = JSON.createObjectNode();
        ArrayNode features = table.putArray("items");
        List<Map<String, Object>> items = IntStream.range(0, 200)
                .mapToObj(i -> item(i, features.addObject()))
                .toList();
        ArrayNode answers = table.putArray("answers");
        for (String text : filters()) {
            Cql2Filter filter = Cql2Filter.parse(text);
            List<String> selected = items.stream()
                    .filter(item -> filter.test(item::get))
                    .map(item -> item.get("id").toString())
                    .toList();
            assertThat(selected).as(text).hasSizeBetween(1, 199);
            ArrayNode ids = answers.addObject().put("filter", text).putArray("selected");
            selected.forEach(ids::add);
        }
        Files.createDirectories(FILE.getParent());
        JSON.writeValue(FILE.toFile(), table);
    }

    private Map<String, Object> item(int number, ObjectNode feature) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", "item-" + number);
        values.put("collection", "c" + (number % 3));
        feature.put("type", "Feature").put("id", "item-" + number).put("collection", "c" + (number % 3));
        place(values, feature);
        ObjectNode properties = feature.putObject("properties");
        put(values, properties, "eo:cloud_cover", maybe(random.nextInt(1000) / 10.0));
        put(values, properties, "platform", maybe(pick("sentinel-2a", "Sentinel-2A", "sentinel-2b", "landsat-8")));
        put(values, properties, "gsd", maybe(pick(10L, 20L, 30L, 60L)));
        put(values, properties, "offset", maybe((long) random.nextInt(11) - 5));
        put(values, properties, "ready", maybe(random.nextBoolean()));
        put(values, properties, "note", maybe(pick("50% off", "500", "it's", "Straße", "été", "ete")));
        time(values, properties, "datetime", random.nextInt(365) * DAY + random.nextInt((int) DAY));
        long first = random.nextInt(4);
        time(values, properties, "start_datetime", first * DAY);
        time(values, properties, "end_datetime", (first + 1 + random.nextInt(4)) * DAY);
        tags(values, properties);
        long angle = random.nextInt(10);
        properties.putObject("view").put("off_nadir", angle);
        values.put("view.off_nadir", angle);
        return values;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    private Object maybe(Object value) {
        return random.nextInt(10) == 0 ? null : value;
    }

    private static void put(Map<String, Object> values, ObjectNode properties, String name, Object value) {
        values.put(name, value);
        properties.set(name, JSON.valueToTree(value));
    }

    private static void time(Map<String, Object> values, ObjectNode properties, String name, long seconds) {
        Instant time = YEAR.plusSeconds(seconds);
        values.put(name, time);
        properties.put(name, time.toString());
    }

    private void tags(Map<String, Object> values, ObjectNode properties) {
        List<String> tags = List.of("a", "b", "c").subList(random.nextInt(2), 2 + random.nextInt(2));
        put(values, properties, "tags", tags);
    }

    /** Squares with corners on whole and half degrees, so that some touch the filters' edges. */
    private void place(Map<String, Object> values, ObjectNode feature) {
        boolean known = random.nextInt(20) == 0;
        double west = known ? 5 : random.nextInt(80) / 2.0 - 20;
        double south = known ? 5 : random.nextInt(80) / 2.0 - 20;
        double side = known ? 4 : 0.5 + random.nextInt(20) / 2.0;
        values.put("geometry", new GeometryFactory().toGeometry(new Envelope(west, west + side, south, south + side)));
        ArrayNode ring = feature.putObject("geometry")
                .put("type", "Polygon")
                .putArray("coordinates")
                .addArray();
        for (int[] corner : new int[][] {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}) {
            ring.addArray().add(west + corner[0] * side).add(south + corner[1] * side);
        }
    }
}
