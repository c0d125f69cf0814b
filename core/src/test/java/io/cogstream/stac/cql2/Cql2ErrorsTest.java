package io.cogstream.stac.cql2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that are refused. */
class Cql2ErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "eo:cloud_cover <|at character 17: expected a value, not the end of the text",
                "``|at character 1: expected a value",
                "seven = 'x|at character 9: this ' is not closed",
                "seven == 7|at character 8: expected a value, not '='",
                "seven = 7 8|at character 11: expected an operator or the end, not '8'",
                "seven ; 7|at character 7: unexpected ';'",
                "(seven = 7|at character 11: expected ')'",
                "seven IN 7|at character 10: expected '('",
                "seven IN ()|at character 7: in takes a list of at least one value",
                "seven LIKE id|at character 7: like takes a pattern in quotes",
                "seven NOT = 7|at character 11: expected LIKE, IN or BETWEEN",
                "seven IS 7|at character 10: expected NULL",
                "and = 1|at character 1: expected a value",
                "id = 'a' AND 7|at character 1: and takes a boolean, not a number",
                "1 = 'a'|at character 3: = compares a number with a text",
                "DATE('2023-02-30') < datetime|at character 6: '2023-02-30' is no date",
                "T_AFTER(datetime, INTERVAL('2023-01-02', '2023-01-01'))|at character 19: the interval ends before",
                "S_WITHIN(geometry, BBOX(1,2,3))|at character 20: a bbox has 4 or 6 numbers, not 3",
                "S_WITHIN(geometry, POLYGON((0 0, 1 1)))|at character 20",
                "S_WITHIN(geometry, POINT(0 0)|at character 30",
                "S_WITHIN(geometry)|at character 1: s_within takes 2 operands, not 1",
                "S_WITHIN(geometry, 7)|at character 1: s_within takes a geometry, not a number",
                "seven + 1|the filter is a number, not a condition",
                "seven = 1e999|at character 9: the number 1e999 is too large",
                "avg(seven) > 3|there is no function or operator 'avg'",
                "{\"op\": \"=\"|at line 1, column",
                "{\"op\": \"=\", \"args\": [1, null]}|at $.args[1]: expected a value, not null",
                "{\"op\": \"=\", \"args\": [1]}|at $: = takes 2 operands, not 1",
                "{\"op\": \"and\", \"args\": [true, {\"op\": \"lt\", \"args\": []}]}|operator 'lt'",
                "{\"op\": \"not\", \"args\": [{\"op\": \"=\", \"args\": [1, {\"date\": \"x\"}]}]}|at $.args[0].args[1]: 'x'",
                "{\"op\": 7}|at $.op: expected a text",
                "{\"op\": \"=\", \"args\": 7}|at $.args: expected an array",
                "{\"a\": 1, \"a\": 2}|at line 1, column",
                "{} 7|at line 1, column",
                "{}|at $: an object needs op, property",
            })
    void whatIsWrongIsNamedWithItsPlace(String filter, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cql2Filter.parse(filter))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "- ", "casei(", "a_equals((", "f(", "GEOMETRYCOLLECTION("})
    void deepNestingIsRefused(String opening) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cql2Filter.parse(opening.repeat(3000)))
                .withMessageContaining("at character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"op\":\"not\",\"args\":[", "{\"type\":\"GeometryCollection\",\"geometries\":["})
    void deepJsonIsRefused(String opening) {
        for (int depth : new int[] {100, 900, 2000}) {
            String closing = opening.contains("op") ? "true]}" + "]}".repeat(depth - 1) : "]}".repeat(depth);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Cql2Filter.parse(opening.repeat(depth) + closing))
                    .withMessageContaining("at ");
        }
    }

    @Test
    void longTextsAndLongSumsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cql2Filter.parse("1" + "+1".repeat(20_000) + " = 1"))
                .withMessageContaining("operators in a row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cql2Filter.parse(" ".repeat(1 << 17)))
                .withMessageContaining("65536");
        assertThat(Cql2Filter.parse("seven = 7" + " OR seven = 8".repeat(4_000)).test(name -> 7L))
                .isTrue();
    }
}
