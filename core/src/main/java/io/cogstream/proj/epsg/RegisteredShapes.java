package io.cogstream.proj.epsg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ellipsoids, prime meridians and units of the registry, by EPSG code. */
public final class RegisteredShapes {
    private static final int ELLIPSOID_OF_SYSTEM = 6;
    private static final int SEXAGESIMAL_DMS = 9110;

    /** How the table writes π. */
    private static final String PI_DIGITS = "3.1415926535897";

    private final Map<Integer, List<String>> units = new HashMap<>();
    private final Map<Integer, List<String>> ellipsoids = new HashMap<>();
    private final Map<Integer, List<String>> meridians = new HashMap<>();
    private final Map<Integer, Integer> ellipsoidsOfSystems = new HashMap<>();

    private RegisteredShapes() {
        CsvTable.rows("unit_of_measure.csv").forEach(row -> units.put(Integer.valueOf(row.get(0)), row));
        CsvTable.rows("ellipsoid.csv").forEach(row -> ellipsoids.put(Integer.valueOf(row.get(0)), row));
        CsvTable.rows("prime_meridian.csv").forEach(row -> meridians.put(Integer.valueOf(row.get(0)), row));
        for (List<String> row : CsvTable.rows("gcs.csv")) {
            ellipsoidsOfSystems.put(Integer.valueOf(row.get(0)), Integer.valueOf(row.get(ELLIPSOID_OF_SYSTEM)));
        }
    }

    /** Read when the first file without a code for its CRS is. */
    private static final class Loaded {
        static final RegisteredShapes TABLES = new RegisteredShapes();
    }

    /**
     * An ellipsoid.
     *
     * @param semiMajor axis in metres
     * @param inverseFlattening 0 for a sphere
     */
    public record Shape(double semiMajor, double inverseFlattening) {}

    /** The ellipsoid of a code, null if unknown. */
    public static @Nullable Shape ellipsoid(int code) {
        List<String> row = Loaded.TABLES.ellipsoids.get(code);
        if (row == null) {
            return null;
        }
        double metres = factor(Integer.parseInt(row.get(3)));
        double semiMajor = Double.parseDouble(row.get(2)) * metres;
        if (!row.get(4).isEmpty()) {
            return new Shape(semiMajor, Double.parseDouble(row.get(4)));
        }
        double semiMinor = row.get(5).isEmpty() ? semiMajor : Double.parseDouble(row.get(5)) * metres;
        return new Shape(semiMajor, semiMinor == semiMajor ? 0 : semiMajor / (semiMajor - semiMinor));
    }

    /** The ellipsoid below a geographic CRS, null if unknown. */
    public static @Nullable Shape ellipsoidOf(int system) {
        Integer code = Loaded.TABLES.ellipsoidsOfSystems.get(system);
        return code == null ? null : ellipsoid(code);
    }

    /**
     * The longitude of a prime meridian from Greenwich, in degrees.
     *
     * @throws IllegalArgumentException if the code is unknown
     */
    public static double meridian(int code) {
        List<String> row = Loaded.TABLES.meridians.get(code);
        if (row == null) {
            throw new IllegalArgumentException("prime meridian " + code + " is not known");
        }
        double value = Double.parseDouble(row.get(2));
        int unit = Integer.parseInt(row.get(3));
        return unit == SEXAGESIMAL_DMS ? sexagesimal(value) : Math.toDegrees(value * factor(unit));
    }

    /** Degrees before the point, then two digits of minutes, then seconds. */
    private static double sexagesimal(double value) {
        double size = Math.abs(value);
        double degrees = Math.floor(size + 1e-9);
        double rest = (size - degrees) * 100;
        double minutes = Math.floor(rest + 1e-7);
        return Math.signum(value) * (degrees + minutes / 60 + (rest - minutes) * 100 / 3600);
    }

    /**
     * Metres or radians per unit, null if the code is no unit of that kind.
     *
     * @param kind {@code length} or {@code angle}
     */
    public static @Nullable Double unit(int code, String kind) {
        List<String> row = Loaded.TABLES.units.get(code);
        return row == null || !row.get(2).equals(kind) || row.get(4).isEmpty() ? null : factor(code);
    }

    private static double factor(int code) {
        List<String> row = Loaded.TABLES.units.get(code);
        if (row == null || row.get(4).isEmpty()) {
            throw new IllegalArgumentException("unit " + code + " is not known");
        }
        String divisor = row.get(5);
        double factor = row.get(4).startsWith(PI_DIGITS) ? Math.PI : Double.parseDouble(row.get(4));
        return factor / (divisor.isEmpty() ? 1 : Double.parseDouble(divisor));
    }
}
