package io.cogstream.proj.epsg;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The EPSG code of the geographic CRS on a datum, by the datum's code and by the names that EPSG, GDAL and ESRI give it. */
public final class RegisteredDatums {
    private static final String GREENWICH = "8901";
    private static final int CRS_CODE = 0;
    private static final int CRS_NAME = 1;
    private static final int DATUM_CODE = 2;
    private static final int DATUM_NAME = 3;
    private static final int PRIME_MERIDIAN = 7;
    private static final int ESRI_NAME = 15;

    private final Map<String, Integer> systems = new HashMap<>();
    private final Map<String, String> datumsOfSystems = new HashMap<>();
    private final Map<Integer, Integer> systemsOfDatums = new HashMap<>();

    private RegisteredDatums() {
        for (List<String> row : CsvTable.rows("gcs.csv")) {
            if (row.size() > PRIME_MERIDIAN && row.get(PRIME_MERIDIAN).equals(GREENWICH)) {
                int code = Integer.parseInt(row.get(CRS_CODE));
                systems.putIfAbsent(plain(row.get(CRS_NAME)), code);
                datumsOfSystems.putIfAbsent(row.get(CRS_NAME), row.get(DATUM_NAME));
                systems.putIfAbsent(plain(row.get(DATUM_NAME)), code);
                systemsOfDatums.putIfAbsent(Integer.valueOf(row.get(DATUM_CODE)), code);
            }
        }
        for (List<String> row : CsvTable.rows("gdal_datum.csv")) {
            Integer system = row.size() > ESRI_NAME ? systemsOfDatums.get(Integer.valueOf(row.get(0))) : null;
            if (system != null && !row.get(ESRI_NAME).isEmpty()) {
                systems.putIfAbsent(plain(row.get(ESRI_NAME)), system);
            }
        }
    }

    /** Read when the first text with a datum is. */
    private static final class Loaded {
        static final RegisteredDatums TABLES = new RegisteredDatums();
    }

    /** The geographic CRS, from Greenwich, on the datum of an EPSG code; null if unknown. */
    public static @Nullable Integer systemOn(int datumCode) {
        return Loaded.TABLES.systemsOfDatums.get(datumCode);
    }

    /** The geographic CRS, from Greenwich, on the datum of a name; null if unknown. Case, spaces and signs are ignored. */
    public static @Nullable Integer systemNamed(String name) {
        String plain = plain(name);
        return Loaded.TABLES.systems.get(plain.endsWith("ensemble") ? plain.substring(0, plain.length() - 8) : plain);
    }

    /** The name of the datum of a geographic CRS from Greenwich, by the name of the latter; null if unknown. */
    public static @Nullable String datumOf(String systemName) {
        return Loaded.TABLES.datumsOfSystems.get(systemName);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
