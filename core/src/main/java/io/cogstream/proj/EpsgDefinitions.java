package io.cogstream.proj;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.CRSFactory;

/** The EPSG codes that proj4j-epsg defines, read from its text table: {@code # name} above {@code <code> parameters <>}. */
final class EpsgDefinitions {
    private static final String TABLE = "/proj4/nad/epsg";

    /** Codes whose entry, or whose formula in Proj4J 1.4.1, gives wrong coordinates; the value says how wrong. */
    private static final Map<Integer, String> WRONG = Map.of(
            4087, "Proj4J computes it on a sphere, up to 25 km off",
            32662, "Proj4J computes it on a sphere, up to 25 km off",
            5514, "Proj4J's Krovak is metres off",
            8857, "Proj4J has no Equal Earth");

    private EpsgDefinitions() {}

    /**
     * @param name the EPSG name of the CRS
     * @param parameters a PROJ.4 string
     */
    record Definition(String name, String parameters) {}

    /**
     * The entry of a code, or null if the table has none.
     *
     * @throws IllegalArgumentException for a code that is known to come out wrong
     */
    static @Nullable Definition find(int code) {
        String wrong = WRONG.get(code);
        if (wrong != null) {
            throw new IllegalArgumentException("EPSG:" + code + " is refused: " + wrong);
        }
        String entry = "<" + code + ">";
        try (BufferedReader lines = open()) {
            String name = "EPSG:" + code;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    name = line.substring(1).trim();
                } else if (line.startsWith(entry)) {
                    return new Definition(
                            name,
                            line.substring(entry.length(), line.lastIndexOf("<>"))
                                    .trim());
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the table of EPSG codes", e);
        }
    }

    private static BufferedReader open() {
        InputStream table = CRSFactory.class.getResourceAsStream(TABLE);
        if (table == null) {
            throw new IllegalStateException("proj4j-epsg is not on the class path: no " + TABLE);
        }
        return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8), 1 << 16);
    }
}
