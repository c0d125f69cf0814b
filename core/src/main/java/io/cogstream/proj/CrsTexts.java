package io.cogstream.proj;

import io.cogstream.proj.epsg.Deviations;
import io.cogstream.proj.epsg.RegisteredSystems;
import io.cogstream.proj.text.GeoKeyReader;
import io.cogstream.proj.text.ProjJsonReader;
import io.cogstream.proj.text.ProjText;
import io.cogstream.proj.text.SystemDescription;
import io.cogstream.proj.text.UnreadMethodException;
import io.cogstream.proj.text.WktReader;
import io.cogstream.tiff.GeoKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes CRSs of codes and texts, and remembers them: making one reads a table. */
final class CrsTexts {
    /** Catalogs and files may hold any number of texts: when there are more, all are forgotten. */
    private static final int MAX_TEXTS = 1024;

    private static final int MAX_NAME = 80;
    private static final Map<Integer, Crs> CODES = new ConcurrentHashMap<>();
    private static final Map<Object, Crs> TEXTS = new ConcurrentHashMap<>();

    /** PROJ's names of datums, and the geographic CRSs on them. */
    private static final Map<String, Integer> DATUM_SYSTEMS = Map.of(
            "NAD83",
            4269,
            "NAD27",
            4267,
            "OSGB36",
            4277,
            "nzgd49",
            4272,
            "GGRS87",
            4121,
            "potsdam",
            4314,
            "carthage",
            4223,
            "hermannskogel",
            4312,
            "ire65",
            4299);

    private CrsTexts() {}

    static Crs parse(String text) {
        String trimmed = text.trim();
        return cached(trimmed, () -> made(trimmed));
    }

    static Crs epsg(int code) {
        Crs known = CODES.get(code);
        if (known == null) {
            known = registered("EPSG:" + code);
            CODES.putIfAbsent(code, known);
        }
        return known;
    }

    static Crs of(GeoKeys keys) {
        return cached(keys, () -> of(GeoKeyReader.read(keys)));
    }

    private static Crs cached(Object key, Supplier<Crs> make) {
        Crs known = TEXTS.get(key);
        if (known == null) {
            known = make.get();
            if (TEXTS.size() >= MAX_TEXTS) {
                TEXTS.clear();
            }
            TEXTS.putIfAbsent(key, known);
        }
        return known;
    }

    private static Crs made(String text) {
        String upper = text.length() > MAX_NAME ? "" : text.toUpperCase(Locale.ROOT);
        if (upper.startsWith("EPSG:") || upper.startsWith("ESRI:")) {
            return registered(upper);
        }
        if (text.startsWith("+")) {
            return projString(text);
        }
        if (text.startsWith("{")) {
            return reading("PROJJSON", () -> of(ProjJsonReader.read(text)));
        }
        if (text.matches("(?s)[A-Za-z_]+\\s*[\\[(].*")) {
            return reading("WKT", () -> of(WktReader.read(text)));
        }
        throw new IllegalArgumentException(
                "CRS '%s' is neither EPSG:code, ESRI:code, a PROJ string that starts with '+', WKT nor PROJJSON"
                        .formatted(Excerpt.of(text)));
    }

    private static Crs reading(String kind, Supplier<Crs> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("CRS in %s: %s".formatted(kind, e.getMessage()), e);
        }
    }

    private static Crs registered(String code) {
        Double deviation = Deviations.of(code);
        if (deviation != null && deviation > Deviations.USELESS) {
            throw new IllegalArgumentException("%s is refused: it would come out %.0f km from where PROJ has it"
                    .formatted(code, deviation / 1000));
        }
        Crs crs = unchecked(code);
        if (deviation == null && code.startsWith("ESRI:")) {
            throw new IllegalArgumentException(code + " is not read: its coordinates were compared with nothing");
        }
        if (deviation == null || deviation == 0) {
            return crs;
        }
        return new Crs(crs.definition(), crs.name(), crs.parameters(), List.of(warning(code, crs.name(), deviation)));
    }

    /** A registered system as its table has it, whether that is right or wrong. */
    static Crs unchecked(String code) {
        int number = number(code);
        RegisteredSystems.Definition definition =
                code.startsWith("ESRI:") ? RegisteredSystems.esri(number) : RegisteredSystems.epsg(number);
        if (definition == null) {
            throw new IllegalArgumentException(code + " is not among the known codes");
        }
        try {
            return new Crs(
                    code.substring(0, 5) + number,
                    definition.name(),
                    ProjString.parameters(definition.parameters()),
                    List.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(code + " is refused: " + e.getMessage(), e);
        }
    }

    private static String warning(String code, String name, double metres) {
        return Double.isNaN(metres)
                ? "%s (%s) is not known to PROJ, and its coordinates were compared with nothing".formatted(code, name)
                : "%s (%s): coordinates may be %s m from PROJ's, which shifts this datum in another way"
                        .formatted(code, name, Deviations.text(metres));
    }

    private static int number(String code) {
        String digits = code.substring(5).trim();
        if (!digits.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'" + code + "' is not a code, as EPSG:5070 is");
        }
        return Integer.parseInt(digits);
    }

    private static Crs projString(String text) {
        Map<String, String> parameters = ProjString.parameters(text);
        try {
            Integer base = DATUM_SYSTEMS.get(parameters.getOrDefault("datum", ""));
            return new Crs(null, "custom", parameters, baseWarnings(base));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("CRS '%s': %s".formatted(Excerpt.of(text), e.getMessage()), e);
        }
    }

    private static List<String> baseWarnings(@Nullable Integer base) {
        Double deviation = base == null ? null : Deviations.of("EPSG:" + base);
        return deviation == null || deviation.isNaN() || deviation > Deviations.USELESS
                ? List.of()
                : List.of(
                        "its datum, that of EPSG:%d: coordinates may be %s m from PROJ's, which shifts this datum in another way"
                                .formatted(base, Deviations.text(deviation)));
    }

    private static Crs of(SystemDescription description) {
        Crs registered = claimed(description);
        Crs described;
        try {
            described = custom(description);
        } catch (UnreadMethodException e) {
            if (registered != null) {
                return registered;
            }
            throw e;
        }
        if (registered == null) {
            return described;
        }
        if (Agreement.of(registered, described)) {
            return registered;
        }
        List<String> warnings = new ArrayList<>(described.warnings());
        warnings.add("the text names %s, but describes another CRS, which is used".formatted(description.code()));
        return new Crs(null, described.name(), described.parameters(), warnings);
    }

    private static Crs custom(SystemDescription description) {
        ProjText text = ProjText.of(description);
        return new Crs(
                null,
                printable(description.name()),
                ProjString.parameters(text.parameters()),
                baseWarnings(text.base()));
    }

    /** The system whose code a text carries; null if it carries none that is usable. */
    private static @Nullable Crs claimed(SystemDescription description) {
        if (description.code() == null) {
            return null;
        }
        try {
            return parse(description.code());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String printable(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}\"]", " ").trim();
        return clean.isEmpty() ? "unnamed" : clean.substring(0, Math.min(clean.length(), MAX_NAME));
    }
}
