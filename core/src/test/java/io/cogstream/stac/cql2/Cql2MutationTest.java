package io.cogstream.stac.cql2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged filters: each is read, or refused with a message that says where. */
class Cql2MutationTest {
    private static final int MUTATIONS = 400;

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            ",",
            "'",
            "\"",
            "-",
            "NOT ",
            " AND ",
            " OR ",
            " IN ",
            "..",
            "1e9",
            "NULL",
            "[",
            "]",
            "{",
            "}",
            ":",
            "\\",
            "null",
            "INTERVAL(",
            "POINT(",
            "POLYGON Z ((",
            "EMPTY",
            "casei(",
            "\u0000",
            "\ud83d",
            "é",
            " = ",
            "9".repeat(40),
            "1e999",
            "NaN",
            "\"args\":",
            "\"op\":",
            "\"type\":\"Polygon\"",
            "[[",
            "]]");

    private final Random random = new Random(7);

    @Test
    void damagedFiltersAreReadOrRefusedWithAPlace() {
        List<String> filters = Cql2TableTest.filters();
        List<String> messages = new ArrayList<>();
        int read = 0;
        for (String filter : filters) {
            for (int i = 0; i < MUTATIONS; i++) {
                String damaged = damaged(filter, filters);
                try {
                    Cql2Filter.parse(damaged);
                    read++;
                } catch (IllegalArgumentException refused) {
                    messages.add(refused.getMessage());
                } catch (RuntimeException | StackOverflowError unexpected) {
                    fail("on " + damaged, unexpected);
                }
            }
        }

        assertThat(messages)
                .allMatch(message -> message.matches("(?s)at (character [0-9]+|\\$\\S*|line [0-9]+, column [0-9]+): .+"
                        + "|the filter is a .*|there is no function or operator .*"));
        assertThat(messages).hasSizeGreaterThan(10_000);
        assertThat(read).isGreaterThan(1_000);
    }

    private String damaged(String filter, List<String> filters) {
        StringBuilder text = new StringBuilder(filter);
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> text.setLength(at);
                default -> {
                    String other = filters.get(random.nextInt(filters.size()));
                    text.replace(at, end, other.substring(random.nextInt(other.length())));
                }
            }
        }
        return text.toString();
    }
}
