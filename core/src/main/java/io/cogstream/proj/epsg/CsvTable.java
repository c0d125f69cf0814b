package io.cogstream.proj.epsg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A table of proj4j-epsg with comma-separated values, of which those with commas stand in quotes. */
final class CsvTable {
    private CsvTable() {}

    /** The rows below the heading, each as its values. */
    static List<List<String>> rows(String name) {
        List<List<String>> rows = new ArrayList<>();
        try (BufferedReader lines = RegisteredSystems.open("/proj4/" + name)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                StringBuilder row = new StringBuilder(line);
                // Remarks may run over several lines.
                while (hasOpenQuote(row)) {
                    row.append(' ').append(Objects.requireNonNullElse(lines.readLine(), "\""));
                }
                rows.add(values(row.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name, e);
        }
        return rows;
    }

    private static boolean hasOpenQuote(CharSequence row) {
        return row.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
