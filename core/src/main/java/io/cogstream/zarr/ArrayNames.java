package io.cogstream.zarr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of arrays below the group for bands, whatever those are called. A name has the characters that the <a
 * href="https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html#node-names">Zarr v3 specification</a> recommends, is no
 * name that means something else to Zarr, to us or to a file system, and differs from all others by more than case.
 */
final class ArrayNames {
    /** Coordinates, and what a group or an array has below it. */
    private static final Set<String> RESERVED = Set.of(
            "band",
            "time",
            "y",
            "x",
            GeoAttributes.GRID_MAPPING,
            Coordinates.ITEM,
            Coordinates.ITEM_NUMBER,
            "zarr.json",
            "c");

    /** Characters; file systems allow 255 bytes, and a suffix may follow. */
    private static final int LONGEST = 200;

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.-]+");

    private ArrayNames() {}

    /** A name for each band, in the same order. */
    static List<String> ofBands(List<String> bands) {
        Set<String> taken = new HashSet<>(RESERVED);
        List<String> names = new ArrayList<>();
        for (String band : bands) {
            names.add(free(safe(band), taken));
        }
        return names;
    }

    /** A name for what belongs to each of the arrays. */
    static List<String> ofCompanions(List<String> arrays, String suffix) {
        Set<String> taken = new HashSet<>(RESERVED);
        arrays.forEach(array -> taken.add(array.toLowerCase(Locale.ROOT)));
        List<String> names = new ArrayList<>();
        for (String array : arrays) {
            names.add(free(array + suffix, taken));
        }
        return names;
    }

    /** Whether a band's array may have this name. */
    static boolean isSafe(String name) {
        return SAFE.matcher(name).matches() && !isSpecial(name);
    }

    private static boolean isSpecial(String name) {
        return name.startsWith("__") || name.startsWith(".") || RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String safe(String band) {
        String plain = band.replaceAll("[^A-Za-z0-9_.-]", "_").replaceAll("[.]+$", "_");
        String name = plain.substring(0, Math.min(LONGEST, plain.length()));
        return name.isEmpty() || isSpecial(name) ? "band_" + name : name;
    }

    private static String free(String name, Set<String> taken) {
        String candidate = name;
        for (int number = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); number++) {
            candidate = name + "_" + number;
        }
        return candidate;
    }
}
