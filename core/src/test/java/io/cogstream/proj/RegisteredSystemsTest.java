package io.cogstream.proj;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.proj.epsg.Deviations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every registered code against PROJ's points, which {@code interop/make_crs_points.py} made. What is more than a millimetre off
 * must say so, by how much. The table of deviations as it should be is left in {@code target/deviations.tsv}.
 */
class RegisteredSystemsTest {
    private static final double MILLIMETRE = 1e-3;

    /** The points are few: between them it may be worse. */
    private static final double MARGIN = 1.5;

    /** PROJ's way back is not its way there turned round where a datum is shifted, by some millimetres. */
    private static final double WAY_BACK = 2e-2;

    private static final double METRES_PER_DEGREE = 111_320;
    private static final int ACCEPTED = 3500;

    @Test
    void everyCodeIsRightOrRefusedOrSaysHowWrongItIs() throws IOException {
        List<String> table = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int accepted = 0;
        for (String line : lines()) {
            String[] fields = line.split("\t", -1);
            Double stated = Deviations.of(fields[0]);
            String entry = entry(fields);
            if (entry != null) {
                table.add(fields[0] + "\t" + entry);
            }
            String expected = stated == null ? null : stated.isNaN() ? "unknown" : Deviations.text(stated);
            if (entry == null ? expected != null : !entry.equals(expected)) {
                wrong.add(fields[0] + " is off by " + entry + ", the table says " + expected);
            }
            accepted += entry == null || entry.equals("0") ? 1 : 0;
        }
        Files.write(Path.of("target", "deviations.tsv"), table);
        assertThat(wrong).isEmpty();
        assertThat(accepted).isGreaterThan(ACCEPTED);
    }

    /** What the table of deviations should say: metres rounded up, {@code unknown}, or null for nothing. */
    private static @Nullable String entry(String[] fields) {
        Crs crs;
        try {
            crs = CrsTexts.unchecked(fields[0]);
        } catch (IllegalArgumentException refused) {
            return null;
        }
        if (fields.length < 4) {
            return "unknown";
        }
        double metres = deviation(crs, fields);
        String none = fields[0].startsWith("ESRI:") ? "0" : null;
        return metres <= MILLIMETRE ? none : Deviations.text(Math.min(metres * MARGIN, 1e9));
    }

    private static double deviation(Crs crs, String[] fields) {
        double unit = Double.parseDouble(fields[2]);
        PointTransform there = Crs.LONGITUDE_LATITUDE.to(crs);
        PointTransform back = crs.to(Crs.LONGITUDE_LATITUDE);
        double worst = 0;
        for (int i = 3; i + 3 < fields.length; i += 4) {
            double lon = Double.parseDouble(fields[i]);
            double lat = Double.parseDouble(fields[i + 1]);
            double x = Double.parseDouble(fields[i + 2]);
            double y = Double.parseDouble(fields[i + 3]);
            double[] point = {lon, lat};
            there.apply(point);
            double scale = unit == 0 ? METRES_PER_DEGREE : unit;
            double cosine = unit == 0 ? Math.cos(Math.toRadians(lat)) : 1;
            double forward = scale * Math.hypot((point[0] - x) * cosine, point[1] - y);
            point[0] = x;
            point[1] = y;
            back.apply(point);
            double east = Math.IEEEremainder(point[0] - lon, 360) * Math.cos(Math.toRadians(lat));
            double backward = METRES_PER_DEGREE * Math.hypot(east, point[1] - lat);
            double both = Math.max(forward, backward < WAY_BACK ? 0 : backward);
            worst = Math.max(worst, Double.isNaN(both) ? 1e9 : both);
        }
        return worst;
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(RegisteredSystemsTest.class.getResourceAsStream("/crs/points.tsv.gz")),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
