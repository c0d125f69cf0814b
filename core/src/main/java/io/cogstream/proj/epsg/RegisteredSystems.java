package io.cogstream.proj.epsg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.CRSFactory;

/**
 * The codes that proj4j-epsg defines, read from its text tables: {@code # name} above {@code <code> parameters <>}. What is
 * missing there, or older than the registry, is put right here.
 */
public final class RegisteredSystems {
    private static final String ADDED_NAME = "WGS 84 / Equal Earth ";

    /** Equal Earth came into the registry after the table was made. */
    private static final Map<Integer, Definition> ADDED = Map.of(
            8857, new Definition(ADDED_NAME + "Greenwich", "+proj=eqearth +lon_0=0 +datum=WGS84 +units=m +no_defs"),
            8858, new Definition(ADDED_NAME + "Americas", "+proj=eqearth +lon_0=-90 +datum=WGS84 +units=m +no_defs"),
            8859,
                    new Definition(
                            ADDED_NAME + "Asia-Pacific", "+proj=eqearth +lon_0=150 +datum=WGS84 +units=m +no_defs"));

    /** EPSG transformation 15934 of Amersfoort was replaced by 4833; the cone's axis of Krovak was rounded to 3 mm. */
    private static final Map<String, String> REPLACED = Map.of(
            "+alpha=30.28813972222222",
            "+alpha=30.28813975277778",
            "565.2369,50.0087,465.658,-0.406857,0.350733,-1.87035,4.0812",
            "565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725");

    private RegisteredSystems() {}

    /**
     * @param name the registered name of the CRS
     * @param parameters a PROJ.4 string
     */
    public record Definition(String name, String parameters) {}

    /** The entry of an EPSG code, or null if there is none. */
    public static @Nullable Definition epsg(int code) {
        Definition added = ADDED.get(code);
        return added != null ? added : Loaded.EPSG.get(code);
    }

    /** The entry of an ESRI code, or null if there is none. */
    public static @Nullable Definition esri(int code) {
        return Loaded.ESRI.get(code);
    }

    /** Read when the first code is asked for. */
    private static final class Loaded {
        static final Map<Integer, Definition> EPSG = read("epsg");
        static final Map<Integer, Definition> ESRI = read("esri");
    }

    private static Map<Integer, Definition> read(String table) {
        Map<Integer, Definition> definitions = new HashMap<>();
        try (BufferedReader lines = open("/proj4/nad/" + table)) {
            String name = table.toUpperCase(Locale.ROOT);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    name = line.substring(1).trim();
                } else if (line.startsWith("<")) {
                    int end = line.indexOf('>');
                    String parameters = line.substring(end + 1, line.lastIndexOf("<>"));
                    int code = Integer.parseInt(line.substring(1, end));
                    definitions.putIfAbsent(code, new Definition(name, upToDate(parameters.trim())));
                }
            }
            return definitions;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the table of codes", e);
        }
    }

    private static String upToDate(String parameters) {
        String result = parameters;
        for (Map.Entry<String, String> shift : REPLACED.entrySet()) {
            result = result.replace(shift.getKey(), shift.getValue());
        }
        return result;
    }

    static BufferedReader open(String resource) {
        InputStream table = CRSFactory.class.getResourceAsStream(resource);
        if (table == null) {
            throw new IllegalStateException("proj4j-epsg is not on the class path: no " + resource);
        }
        return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8), 1 << 16);
    }
}
