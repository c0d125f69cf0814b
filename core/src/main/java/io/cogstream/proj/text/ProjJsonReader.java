package io.cogstream.proj.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.proj.text.SystemDescription.Conversion;
import io.cogstream.proj.text.SystemDescription.GeodeticDescription;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a CRS from <a href="https://proj.org/en/stable/specifications/projjson.html">PROJJSON</a>. */
public final class ProjJsonReader {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_NUMBER = 64;
    private static final double DEGREE = Math.PI / 180;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build());

    private ProjJsonReader() {}

    /** @throws IllegalArgumentException if the text is no PROJJSON, or describes no horizontal CRS; the message names the place */
    public static SystemDescription read(String text) {
        if (text.length() > WktParser.MAX_LENGTH) {
            throw new IllegalArgumentException("PROJJSON of %d characters is too long, %d are read"
                    .formatted(text.length(), WktParser.MAX_LENGTH));
        }
        try {
            JsonNode root = JSON.readTree(text);
            return system(new Place("", root));
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            throw new IllegalArgumentException(
                    "at offset %d: no JSON that is read: %s".formatted(offset, e.getOriginalMessage()), e);
        }
    }

    private static SystemDescription system(Place place) {
        return switch (place.text("type", "")) {
            case "ProjectedCRS" -> projected(place);
            case "GeographicCRS", "GeodeticCRS" -> geographic(place);
            case "CompoundCRS" -> system(place.required("components").element(0));
            case "BoundCRS" -> bound(place);
            default ->
                throw place.problem("type '%s' is no horizontal CRS that is read".formatted(place.text("type", "")));
        };
    }

    private static SystemDescription bound(Place place) {
        SystemDescription source = system(place.required("source_crs"));
        Place transformation = place.child("transformation");
        if (transformation == null) {
            return source;
        }
        List<Double> values = AbridgedShift.empty();
        for (Place parameter : transformation.elements("parameters")) {
            Double unit = parameter.child("unit") == null ? null : parameter.unit("unit", 1);
            AbridgedShift.set(values, parameter.text("name", ""), parameter.epsg(), parameter.number("value"), unit);
        }
        return AbridgedShift.applied(source, transformation.required("method").text("name", ""), values);
    }

    private static SystemDescription geographic(Place place) {
        Place system = place.child("coordinate_system");
        if (system != null && !system.text("subtype", "ellipsoidal").equals("ellipsoidal")) {
            throw system.problem("a geocentric CRS is not read");
        }
        double unit = axisUnit(system, DEGREE) / DEGREE;
        return new SystemDescription(
                place.text("name", "unnamed"), place.code(), geodetic(place), null, unit, directions(system), null);
    }

    private static SystemDescription projected(Place place) {
        Place system = place.child("coordinate_system");
        Place base = place.required("base_crs");
        return new SystemDescription(
                place.text("name", "unnamed"),
                place.code(),
                geodetic(base),
                conversion(place.required("conversion")),
                axisUnit(system, 1),
                directions(system),
                null);
    }

    private static Conversion conversion(Place place) {
        Place method = place.required("method");
        Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
        for (Place parameter : place.elements("parameters")) {
            Integer code = parameter.epsg();
            Parameter known = code == null ? null : Parameter.coded(code);
            if (known == null) {
                known = Parameter.named(parameter.text("name", ""));
            }
            if (known == null) {
                throw parameter.problem(
                        "parameter '%s' is not read".formatted(Problem.excerpt(parameter.text("name", ""))));
            }
            double value = parameter.number("value");
            values.put(
                    known,
                    known.kind() == Parameter.Kind.ANGLE
                            ? WktReader.degrees(value, parameter.unit("unit", DEGREE))
                            : value * parameter.unit("unit", 1));
        }
        Integer code = method.epsg();
        return new Conversion(method.text("name", ""), code == null ? 0 : code, values);
    }

    private static GeodeticDescription geodetic(Place place) {
        Place frame = place.child("datum");
        Place datum = frame != null ? frame : place.required("datum_ensemble");
        Place ellipsoid = datum.required("ellipsoid");
        Place meridian = datum.child("prime_meridian");
        double semiMajor = ellipsoid.length(ellipsoid.child("radius") != null ? "radius" : "semi_major_axis");
        return new GeodeticDescription(
                place.text("name", "unnamed"),
                place.epsg(),
                datum.text("name", "unknown"),
                semiMajor,
                inverseFlattening(ellipsoid, semiMajor),
                meridian == null ? 0 : meridian.angle("longitude"),
                List.of());
    }

    private static double inverseFlattening(Place ellipsoid, double semiMajor) {
        if (ellipsoid.child("inverse_flattening") != null) {
            return ellipsoid.number("inverse_flattening");
        }
        if (ellipsoid.child("semi_minor_axis") == null) {
            return 0;
        }
        double semiMinor = ellipsoid.length("semi_minor_axis");
        return semiMinor == semiMajor ? 0 : semiMajor / (semiMajor - semiMinor);
    }

    private static double axisUnit(@Nullable Place system, double otherwise) {
        List<Place> axes = system == null ? List.of() : system.elements("axis");
        return axes.isEmpty() ? otherwise : axes.get(0).unit("unit", otherwise);
    }

    private static List<String> directions(@Nullable Place system) {
        List<String> directions = new ArrayList<>();
        for (Place axis : system == null ? List.<Place>of() : system.elements("axis")) {
            directions.add(axis.text("direction", "").toLowerCase(Locale.ROOT));
        }
        return directions;
    }

    /**
     * A value within a document.
     *
     * @param path JSON Pointer
     */
    private record Place(String path, JsonNode value) {
        IllegalArgumentException problem(String what) {
            return new IllegalArgumentException("at '%s': %s".formatted(Problem.excerpt(path), what));
        }

        @Nullable
        Place child(String name) {
            JsonNode child = value.get(name);
            return child == null || child.isNull() ? null : new Place(path + "/" + name, child);
        }

        Place required(String name) {
            Place child = child(name);
            if (child == null) {
                throw problem("'" + name + "' is missing");
            }
            return child;
        }

        Place element(int index) {
            JsonNode child = value.get(index);
            if (child == null) {
                throw problem("element " + index + " is missing");
            }
            return new Place(path + "/" + index, child);
        }

        List<Place> elements(String name) {
            List<Place> elements = new ArrayList<>();
            Place list = child(name);
            for (int i = 0; list != null && i < list.value.size(); i++) {
                elements.add(list.element(i));
            }
            return elements;
        }

        String text(String name, String otherwise) {
            JsonNode child = value.get(name);
            return child != null && child.isTextual() ? child.asText() : otherwise;
        }

        double number(String name) {
            Place child = required(name);
            if (!child.value.isNumber() || !Double.isFinite(child.value.asDouble())) {
                throw child.problem("a finite number is expected");
            }
            return child.value.asDouble();
        }

        /** A number, or an object of value and unit, in degrees. */
        double angle(String name) {
            Place child = required(name);
            return child.value.isObject()
                    ? WktReader.degrees(child.number("value"), child.unit("unit", DEGREE))
                    : number(name);
        }

        /** A number, or an object of value and unit, in metres. */
        double length(String name) {
            Place child = required(name);
            return child.value.isObject() ? child.number("value") * child.unit("unit", 1) : number(name);
        }

        /** Metres, radians or parts per part. */
        double unit(String name, double otherwise) {
            Place child = child(name);
            if (child == null) {
                return otherwise;
            }
            if (child.value.isObject()) {
                double factor = child.number("conversion_factor");
                if (!(factor > 0)) {
                    throw child.problem("a unit must be above 0");
                }
                return factor;
            }
            return switch (child.value.asText()) {
                case "metre", "unity" -> 1;
                case "degree" -> DEGREE;
                default ->
                    throw child.problem("unit '%s' is not read".formatted(Problem.excerpt(child.value.asText())));
            };
        }

        /** The EPSG code, or null. */
        @Nullable
        Integer epsg() {
            return SystemDescription.epsgOf(code());
        }

        /** Authority and code of EPSG or ESRI, or null. */
        @Nullable
        String code() {
            Place id = child("id");
            JsonNode code = id == null ? null : id.value.get("code");
            if (id == null || code == null || !code.isIntegralNumber() || !code.canConvertToInt()) {
                return null;
            }
            String authority = id.text("authority", "");
            return authority.equals("EPSG") || authority.equals("ESRI") ? authority + ":" + code.asInt() : null;
        }
    }
}
