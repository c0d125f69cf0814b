package io.cogstream.stac.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class Cql2FilterTest {
    /** A square of one degree, from (10, 50). */
    private static final Geometry SQUARE = new GeometryFactory().toGeometry(new Envelope(10, 11, 50, 51));

    /** {@code missing} has no value. */
    private static Map<String, Object> item() {
        Map<String, Object> values = new HashMap<>();
        values.put("id", "S2A_10_x%y");
        values.put("eo:cloud_cover", 12.5);
        values.put("seven", 7L);
        values.put("minus", -3L);
        values.put("ready", true);
        values.put("street", "Straße");
        values.put("quoted", "it's");
        values.put("a.b", 2L);
        values.put("tags", List.of("a", "b", "b"));
        values.put("datetime", Instant.parse("2023-06-03T10:00:00Z"));
        values.put("written", "2023-06-03T12:00:00+02:00");
        values.put("day", LocalDate.parse("2023-06-03"));
        values.put("large", 9007199254740993L);
        values.put("geometry", SQUARE);
        return values;
    }

    private static boolean test(String filter) {
        return Cql2Filter.parse(filter).test(item()::get);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eo:cloud_cover <= 12.5",
                "\"eo:cloud_cover\" < 13 AND id LIKE 'S2A%'",
                "properties.eo:cloud_cover > 12",
                "a.b = 2",
                "9223372036854775807 <> 9223372036854775806 AND 9223372036854775808 > 9223372036854775807",
                "seven = 7.0 and seven <> 8",
                "large = 9007199254740993 AND large <> 9007199254740992.0",
                "seven BETWEEN 7 AND 7",
                "seven NOT BETWEEN 8 AND 9",
                "seven IN (1, 7)",
                "id NOT IN ('a', 'b')",
                "missing IS NULL AND seven IS NOT NULL",
                "ready",
                "ready = TRUE",
                "TRUE",
                "quoted = 'it''s' AND quoted = 'it\\'s'",
                "quoted < 'j'",
                "CASEI(street) = CASEI('STRASSE')",
                "ACCENTI('Beyoncé') = 'Beyonce'",
            })
    void selects(String filter) {
        assertThat(test(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 2 * 3 = seven",
                "(1 + 2) * 3 = 9",
                "10 - 2 - 1 = seven",
                "-a.b ^ 2 = 4",
                "2 * 2 ^ 2 = 8",
                "8 / 4 / 2 = 1",
                "3 / 2 = 1.5",
                "minus div 2 = -1 AND minus % 2 = -1",
                "7.5 div 2 = 3",
                "9223372036854775807 + 1 > 9000000000000000000",
                // and binds tighter than or, not tighter than and
                "TRUE OR FALSE AND FALSE",
                "NOT FALSE AND TRUE",
                "NOT (FALSE OR FALSE)",
                "NOT seven = 8 OR FALSE",
            })
    void bindsAsTheStandardSays(String filter) {
        assertThat(test(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing = 1",
                "missing <> 1",
                "NOT missing = 1",
                "missing BETWEEN 1 AND 2",
                "NOT missing IN (1)",
                "seven NOT IN (1, missing)",
                "missing LIKE '%'",
                "missing OR missing = 1",
                "NOT (missing = 1 AND TRUE)",
                "missing + 1 = 1",
                "1 / 0 = 1",
                "NOT 1 / 0 = 1",
                "NOT 1 % 0 = 1",
                "S_INTERSECTS(missing, POINT(0 0))",
                "NOT T_AFTER(missing, DATE('2000-01-01'))",
                "NOT A_CONTAINS(missing, ('a'))",
                // values of different kinds are neither equal nor unequal
                "seven = '7'",
                "seven <> '7'",
                "datetime > 'yesterday'",
            })
    void theUnknownIsNotSelected(String filter) {
        assertThat(test(filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing = 1 OR TRUE",
                "NOT (missing = 1 AND FALSE)",
                "seven IN (missing, 7)",
                "NOT missing BETWEEN 1 AND 0 OR TRUE",
                "NOT seven BETWEEN 8 AND missing",
                "(missing = 1) IS NULL",
            })
    void theKnownDecidesBesideTheUnknown(String filter) {
        assertThat(test(filter)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "S2A%, true",
        "%x\\%y, true",
        "S2A\\_10%, true",
        "%x\\_y, false",
        "s2a%, false",
        "S2A_10_x_y, true",
        "S2A_10_x%%y, true",
        "S2A_10_x, false",
        "%, true",
        "_, false",
        "'', false",
    })
    void likeTakesWildcardsAndEscapes(String pattern, boolean matches) {
        assertThat(test("id LIKE '" + pattern + "'")).isEqualTo(matches);
        assertThat(test("id NOT LIKE '" + pattern + "'")).isEqualTo(!matches);
    }

    @Test
    void likeIsFastOnPatternsMadeToBeSlow() {
        assertThat(Like.matches("a".repeat(5000), "%a".repeat(2000) + "b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datetime = TIMESTAMP('2023-06-03T12:00:00+02:00')",
                "datetime >= '2023-06-03T00:00:00Z' AND datetime < '2023-06-04'",
                "datetime = written",
                "datetime > DATE('2023-06-03') AND datetime < DATE('2023-06-04')",
                "day = DATE('2023-06-03') AND day < datetime",
                "datetime BETWEEN DATE('2023-06-03') AND DATE('2023-06-04')",
                "T_AFTER(datetime, DATE('2023-06-02')) AND NOT T_AFTER(datetime, DATE('2023-06-03'))",
                "T_BEFORE(datetime, DATE('2023-06-04')) AND NOT T_BEFORE(datetime, DATE('2023-06-03'))",
                "T_DURING(datetime, DATE('2023-06-03'))",
                "T_EQUALS(day, DATE('2023-06-03'))",
                "T_EQUALS(datetime, TIMESTAMP('2023-06-03T10:00:00Z'))",
                "T_INTERSECTS(datetime, INTERVAL('..', '2023-06-03T10:00:00Z'))",
                "T_DISJOINT(datetime, INTERVAL('2023-06-04', '..'))",
                "T_CONTAINS(INTERVAL('2023-06-01', '2023-06-30'), datetime)",
                "T_FINISHEDBY(INTERVAL('2023-06-01', datetime), datetime)",
                "T_FINISHES(datetime, INTERVAL('2023-06-01', datetime))",
                "T_MEETS(INTERVAL('2023-06-01', datetime), INTERVAL(datetime, '..'))",
                "T_METBY(INTERVAL(datetime, '..'), INTERVAL('2023-06-01', datetime))",
                "T_OVERLAPS(INTERVAL('2023-06-01', '2023-06-05'), INTERVAL(datetime, '2023-06-30'))",
                "T_OVERLAPPEDBY(INTERVAL(datetime, '2023-06-30'), INTERVAL('2023-06-01', '2023-06-05'))",
                "T_STARTEDBY(INTERVAL(datetime, '..'), datetime)",
                "T_STARTS(datetime, INTERVAL(datetime, '..'))",
            })
    void comparesTimes(String filter) {
        assertThat(test(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S_INTERSECTS(geometry, POINT(10 50))",
                "S_INTERSECTS(geometry, BBOX(-180, 0, -500, 10.5, 90, 500))",
                "S_CONTAINS(geometry, POINT(10.5 50.5)) AND NOT S_CONTAINS(geometry, POINT(10 50))",
                "S_WITHIN(geometry, BBOX(0, 0, 20, 60))",
                "S_EQUALS(geometry, POLYGON((10 50, 11 50, 11 51, 10 51, 10 50)))",
                "S_DISJOINT(geometry, POINT EMPTY)",
                "S_DISJOINT(geometry, BBOX(170, -10, -170, 60))",
                "S_TOUCHES(geometry, LINESTRING(0 50, 20 50))",
                "S_CROSSES(geometry, LINESTRING Z (0 50.5 7, 20 50.5 7))",
                "S_OVERLAPS(geometry, BBOX(10.5, 50.5, 12, 52))",
                "S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(0 0), POLYGON((10 50, 11 50, 11 51, 10 50))))",
                "{\"op\": \"s_intersects\", \"args\": [{\"property\": \"geometry\"},"
                        + " {\"type\": \"Point\", \"coordinates\": [10.5, 50.5]}]}",
            })
    void comparesPlaces(String filter) {
        assertThat(test(filter)).isTrue();
    }

    @Test
    void aBoxAcrossTheAntimeridianHasBothSides() {
        Geometry east = new GeometryFactory().createPoint(new Coordinate(175, 2));

        assertThat(Cql2Filter.parse("S_INTERSECTS(geometry, BBOX(170, -10, -170, 10))")
                        .test(name -> east))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A_CONTAINS(tags, ('a'))",
                "A_CONTAINEDBY(tags, ('c', 'a', 'b'))",
                "A_EQUALS(tags, ('b', 'a'))",
                "A_OVERLAPS(tags, ('b', 'z'))",
                "NOT A_OVERLAPS(tags, ('z', 1, DATE('2000-01-01')))",
                "A_CONTAINS(tags, ())",
                "A_EQUALS((1, 2), (2.0, 1.0))",
            })
    void comparesArraysAsSets(String filter) {
        assertThat(test(filter)).isTrue();
    }

    @Test
    void namesTheFieldsThatItNeeds() {
        assertThat(Cql2Filter.parse(
                                "a = 1 AND T_DURING(INTERVAL(b, c), INTERVAL('..', '..')) AND d IN (e) AND \"f g\" IS NULL")
                        .fields())
                .containsExactly("a", "b", "c", "d", "e", "f g");
    }
}
