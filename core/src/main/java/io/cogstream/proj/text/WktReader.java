package io.cogstream.proj.text;

import io.cogstream.proj.text.SystemDescription.Conversion;
import io.cogstream.proj.text.SystemDescription.GeodeticDescription;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a CRS from WKT 1, as GDAL and ESRI write it, and from WKT 2 of 2015 and 2019. */
public final class WktReader {
    private static final String[] GEOGRAPHIC = {
        "GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS", "BASEGEOGCRS", "BASEGEODCRS"
    };
    private static final String[] PROJECTED = {"PROJCS", "PROJCRS", "PROJECTEDCRS"};
    private static final String[] UNITS = {"UNIT", "LENGTHUNIT", "ANGLEUNIT", "SCALEUNIT"};
    private static final double DEGREE = Math.PI / 180;

    private WktReader() {}

    /** @throws IllegalArgumentException if the text is no WKT, or describes no horizontal CRS; the message names the offset */
    public static SystemDescription read(String text) {
        return system(WktParser.parse(text));
    }

    private static SystemDescription system(WktNode node) {
        return switch (node.keyword()) {
            case "PROJCS", "PROJCRS", "PROJECTEDCRS" -> projected(node);
            case "GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS" -> geographic(node);
            case "COMPD_CS", "COMPOUNDCRS" -> system(horizontal(node));
            case "BOUNDCRS" -> bound(node);
            default -> throw Problem.at(node.offset(), node.keyword() + " is no horizontal CRS that is read");
        };
    }

    private static WktNode horizontal(WktNode compound) {
        WktNode projected = compound.child(PROJECTED);
        WktNode found = projected != null ? projected : compound.child(GEOGRAPHIC);
        return found != null ? found : compound.required("BOUNDCRS", "COMPD_CS", "COMPOUNDCRS");
    }

    private static SystemDescription bound(WktNode node) {
        WktNode source = node.required("SOURCECRS");
        if (source.values().isEmpty() || !(source.values().get(0) instanceof WktNode inner)) {
            throw Problem.at(source.offset(), "SOURCECRS holds no CRS");
        }
        SystemDescription description = system(inner);
        WktNode transformation = node.child("ABRIDGEDTRANSFORMATION");
        return transformation == null ? description : AbridgedShift.applied(description, transformation);
    }

    private static SystemDescription geographic(WktNode node) {
        if (node.child("DERIVINGCONVERSION") != null) {
            throw Problem.at(node.offset(), "a CRS with a turned pole is not read");
        }
        WktNode cs = node.child("CS");
        if (cs != null && !cs.word(0).equals("ellipsoidal")) {
            throw Problem.at(cs.offset(), "a geocentric CRS is not read");
        }
        double unit = axisUnit(node, DEGREE) / DEGREE;
        return new SystemDescription(
                node.text(0), node.code(), geodetic(node), null, unit, directions(node), extension(node));
    }

    private static SystemDescription projected(WktNode node) {
        WktNode base = node.required(GEOGRAPHIC);
        double unit = axisUnit(node, 1);
        double angle = axisUnit(base, DEGREE);
        WktNode conversion = node.child("CONVERSION");
        return new SystemDescription(
                node.text(0),
                node.code(),
                geodetic(base),
                conversion(conversion == null ? node : conversion, unit, angle),
                unit,
                directions(node),
                extension(node));
    }

    private static Conversion conversion(WktNode node, double unit, double angle) {
        WktNode method = node.required("PROJECTION", "METHOD");
        Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
        for (WktNode parameter : node.children("PARAMETER")) {
            Integer code = parameter.epsg();
            Parameter known = code == null ? null : Parameter.coded(code);
            if (known == null) {
                known = Parameter.named(parameter.text(0));
            }
            if (known == null) {
                throw Problem.at(
                        parameter.offset(), "parameter '%s' is not read".formatted(Problem.excerpt(parameter.text(0))));
            }
            values.put(known, value(parameter, known, unit, angle));
        }
        Integer code = method.epsg();
        return new Conversion(method.text(0), code == null ? 0 : code, values);
    }

    private static double value(WktNode parameter, Parameter known, double unit, double angle) {
        WktNode own = parameter.child(UNITS);
        double value = parameter.number(1);
        return switch (known.kind()) {
            case ANGLE -> degrees(value, own == null ? angle : own.number(1));
            case LENGTH -> value * (own == null ? unit : own.number(1));
            case FACTOR -> own == null ? value : value * own.number(1);
        };
    }

    /** Degrees stay as they are, to the last digit, though their unit is a rounded one. */
    static double degrees(double value, double radians) {
        return Math.abs(radians - DEGREE) < 1e-11 ? value : Math.toDegrees(value * radians);
    }

    private static GeodeticDescription geodetic(WktNode node) {
        WktNode datum = node.required("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE");
        WktNode ellipsoid = datum.required("ELLIPSOID", "SPHEROID");
        WktNode length = ellipsoid.child(UNITS);
        double semiMajor = ellipsoid.number(1) * (length == null ? 1 : length.number(1));
        List<Double> shift = new ArrayList<>();
        WktNode toWgs84 = datum.child("TOWGS84");
        for (int i = 0; toWgs84 != null && i < toWgs84.values().size(); i++) {
            shift.add(toWgs84.number(i));
        }
        return new GeodeticDescription(
                node.text(0), node.epsg(), datum.text(0), semiMajor, ellipsoid.number(2), meridian(node), shift);
    }

    /** GDAL gives Paris in degrees whatever the unit; other meridians are in the unit of the geographic CRS. */
    private static double meridian(WktNode node) {
        WktNode meridian = node.child("PRIMEM", "PRIMEMERIDIAN");
        if (meridian == null) {
            return 0;
        }
        WktNode own = meridian.child(UNITS);
        double value = meridian.number(1);
        boolean paris = own == null && Math.abs(value - 2.33722917) < 1e-7;
        return paris ? value : degrees(value, own == null ? axisUnit(node, DEGREE) : own.number(1));
    }

    /** Metres or radians per unit of the axes: of an axis, of the whole, or of a base that has none of its own. */
    private static double axisUnit(WktNode node, double otherwise) {
        for (WktNode axis : node.children("AXIS")) {
            WktNode own = axis.child(UNITS);
            if (own != null) {
                return positive(own);
            }
        }
        WktNode unit = node.child(UNITS);
        return unit == null ? otherwise : positive(unit);
    }

    private static double positive(WktNode unit) {
        double factor = unit.number(1);
        if (!(factor > 0)) {
            throw Problem.at(unit.offset(), "a unit must be above 0");
        }
        return factor;
    }

    private static List<String> directions(WktNode node) {
        List<String> directions = new ArrayList<>();
        for (WktNode axis : node.children("AXIS")) {
            directions.add(axis.word(1).toLowerCase(Locale.ROOT));
        }
        return directions;
    }

    /** GDAL's note of the PROJ string where WKT 1 can't say it all. */
    private static @Nullable String extension(WktNode node) {
        for (WktNode extension : node.children("EXTENSION")) {
            if (extension.text(0).equals("PROJ4")) {
                return extension.text(1);
            }
        }
        return null;
    }
}
