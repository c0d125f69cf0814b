package io.cogstream.sample;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.open.RequestException;
import io.cogstream.proj.Crs;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points of a CSV file, whose first record names the columns: x and y, lon and lat, or longitude and latitude. */
final class CsvPoints {
    private static final List<String> PLANE = List.of("x", "y");
    private static final List<List<String>> DEGREES = List.of(List.of("longitude", "latitude"), List.of("lon", "lat"));

    private final String file;
    private final Crs crs;
    private final @Nullable String idField;

    CsvPoints(String file, Crs crs, @Nullable String idField) {
        this.file = file;
        this.crs = crs;
        this.idField = idField;
    }

    PointSet read(BufferedReader text) throws IOException, RequestException {
        CsvRecords records = new CsvRecords(text);
        PointSetBuilder points = new PointSetBuilder(file, crs);
        try {
            List<String> names = records.read();
            if (names == null) {
                throw new MalformedSourceException(file, "line 1: no columns; it is empty");
            }
            Columns columns = columns(names);
            int number = 0;
            for (List<String> record = records.read(); record != null; record = records.read()) {
                if (record.size() != names.size()) {
                    throw new IllegalArgumentException(
                            "%d fields instead of %d".formatted(record.size(), names.size()));
                }
                String id = columns.id < 0 ? String.valueOf(number) : record.get(columns.id);
                points.add(id, coordinate(names, record, columns.x), coordinate(names, record, columns.y));
                number++;
            }
            return points.build();
        } catch (IllegalArgumentException e) {
            throw new MalformedSourceException(file, "line " + records.line() + ": " + e.getMessage(), e);
        }
    }

    private static double coordinate(List<String> names, List<String> record, int column) {
        String text = record.get(column).trim();
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "column '%s': '%s' is not a number"
                            .formatted(names.get(column).trim(), text),
                    e);
        }
    }

    /** Positions in a record; {@code id} is -1 if there is none. */
    private record Columns(int x, int y, int id) {}

    private Columns columns(List<String> names) throws RequestException, SourceException {
        List<String> known =
                names.stream().map(name -> name.trim().toLowerCase(Locale.ROOT)).toList();
        int id = idField == null ? known.indexOf("id") : names.indexOf(idField);
        if (idField != null && id < 0) {
            throw new RequestException(
                    "--point-id: '%s' has no column '%s'; it has %s".formatted(file, idField, names));
        }
        // In degrees when both are there and no other CRS is given.
        List<List<String>> pairs = new ArrayList<>(crs.isGeographic() ? DEGREES : List.of());
        pairs.add(PLANE);
        for (List<String> pair : pairs) {
            if (known.containsAll(pair)) {
                return new Columns(known.indexOf(pair.get(0)), known.indexOf(pair.get(1)), id);
            }
        }
        throw new MalformedSourceException(
                file,
                "line 1: no columns %s for coordinates in %s; it has %s"
                        .formatted(crs.isGeographic() ? "x,y or lon,lat or longitude,latitude" : "x,y", crs, names));
    }
}
