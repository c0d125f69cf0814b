package io.cogstream.stac.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.stac.parquet.ValueRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a filter may match, of values that are only known to lie between two. */
class RangeEvaluationTest {
    private static final Map<String, ValueRange> RANGES = Map.of(
            "n", new ValueRange(3L, 7L),
            "x", new ValueRange(0.5, 2.5),
            "t", new ValueRange(Instant.parse("2023-06-01T00:00:00Z"), Instant.parse("2023-06-30T00:00:00Z")),
            "d", new ValueRange(LocalDate.parse("2023-06-01"), LocalDate.parse("2023-06-30")),
            "s", new ValueRange("b", "d"),
            "written", new ValueRange("2023-06-01T12:00:00+14:00", "2023-06-30T12:00:00-12:00"));

    private static boolean mayMatch(String filter) {
        return Cql2Filter.parse(filter).mayMatch(RANGES::get);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = 3",
                "n = 7.0",
                "n < 4",
                "n <= 3",
                "6 < n",
                "n >= 7",
                "n <> 5",
                "n BETWEEN 7 AND 9",
                "n IN (1, 5)",
                "n IN (1, x)",
                "n + 1 = 100",
                "n = x",
                "NOT n = 1",
                "n IS NULL",
                "n = 'text'",
                "n NOT IN (5)",
                "unknown = 1",
                "n = 1 OR unknown = 1",
                "x > 2",
                "t > DATE('2023-06-29')",
                "t = '2023-06-03T10:00:00Z'",
                "t = 'no time'",
                "d = DATE('2023-06-03')",
                "s = 'c' AND n = 5",
                "s > 'cz'",
                "s LIKE 'z%'",
                "CASEI(s) = 'z'",
                "written < TIMESTAMP('2023-06-01T00:00:00Z')",
            })
    void mayMatchWhereSomeValueWould(String filter) {
        assertThat(mayMatch(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = 2",
                "n < 3",
                "n <= 2.9",
                "7 < n",
                "n >= 8",
                "n BETWEEN 8 AND 9",
                "n BETWEEN 1 AND 2",
                "n IN (1, 2, 8)",
                "n = 1 OR n = 2",
                "n = 1 AND unknown = 1",
                "x > 2.5",
                "t < DATE('2023-06-01')",
                "t > '2023-06-30T00:00:01Z'",
                "d > DATE('2023-06-30')",
                "s = 'a'",
                "s > 'd'",
                "s IN ('a', 'e')",
            })
    void cannotMatchWhereNoValueWould(String filter) {
        assertThat(mayMatch(filter)).isFalse();
    }

    @Test
    void neverRulesOutAValueThatMatches() {
        SplittableRandom random = new SplittableRandom(3);
        List<String> operators = List.of("=", "<>", "<", "<=", ">", ">=");
        for (int round = 0; round < 20_000; round++) {
            long low = random.nextInt(5);
            long high = low + random.nextInt(3);
            long value = low + random.nextLong(high - low + 1);
            String text = "%s %s %d %s (n BETWEEN %d AND %d OR %d %s n)"
                    .formatted(
                            random.nextBoolean() ? "NOT n" : "n",
                            operators.get(random.nextInt(6)),
                            random.nextInt(8),
                            random.nextBoolean() ? "AND" : "OR",
                            random.nextInt(8),
                            random.nextInt(8),
                            random.nextInt(8),
                            operators.get(random.nextInt(6)));
            Cql2Filter filter = Cql2Filter.parse(text);

            assertThat(filter.test(name -> value) && !filter.mayMatch(name -> new ValueRange(low, high)))
                    .as("%s of %d in %d..%d", text, value, low, high)
                    .isFalse();
        }
    }
}
