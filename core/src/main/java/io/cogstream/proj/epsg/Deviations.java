package io.cogstream.proj.epsg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far registered systems come out from where PROJ 9.8.1 without grids has them. {@code deviations.tsv} lists those that
 * are more than a millimetre off, and all of ESRI's that were compared; a test holds it to PROJ's own points.
 */
public final class Deviations {
    /** Above this, in metres, the table's entry is another system than the registry's, and is refused. */
    public static final double USELESS = 1000;

    private static final Map<String, Double> METRES = read();

    private Deviations() {}

    /**
     * The deviation in metres: half as much again as the largest that was found, rounded up.
     *
     * @param code authority and code, {@code EPSG:4269}
     * @return null if there is none, or if a code of ESRI is not known to PROJ; NaN if one of EPSG is not
     */
    public static @Nullable Double of(String code) {
        return METRES.get(code);
    }

    /** A deviation as it stands in the table: two digits, rounded up. */
    public static String text(double metres) {
        return BigDecimal.valueOf(metres)
                .round(new MathContext(2, RoundingMode.CEILING))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static Map<String, Double> read() {
        Map<String, Double> metres = new HashMap<>();
        InputStream table = Deviations.class.getResourceAsStream("deviations.tsv");
        if (table == null) {
            throw new IllegalStateException("deviations.tsv is not on the class path");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("\t", -1);
                metres.put(parts[0], parts[1].equals("unknown") ? Double.NaN : Double.parseDouble(parts[1]));
            }
            return metres;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read deviations.tsv", e);
        }
    }
}
