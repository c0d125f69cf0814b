package io.cogstream.proj.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shift to WGS 84 that a bound CRS carries: EPSG methods 9603, 9606 and 9607. */
final class AbridgedShift {
    private static final int FIRST_CODE = 8605;
    private static final int COUNT = 7;
    private static final double ARCSECOND = Math.PI / 180 / 3600;
    private static final double MILLIONTH = 1e-6;
    private static final List<String> NAMES = List.of(
            "xaxistranslation",
            "yaxistranslation",
            "zaxistranslation",
            "xaxisrotation",
            "yaxisrotation",
            "zaxisrotation",
            "scaledifference");

    private AbridgedShift() {}

    static SystemDescription applied(SystemDescription description, WktNode transformation) {
        WktNode method = transformation.required("METHOD", "PROJECTION");
        List<Double> values = empty();
        for (WktNode parameter : transformation.children("PARAMETER")) {
            WktNode unit = parameter.child("LENGTHUNIT", "ANGLEUNIT", "SCALEUNIT", "UNIT");
            set(values, parameter.text(0), parameter.epsg(), parameter.number(1), unit == null ? null : unit.number(1));
        }
        return applied(description, method.text(0), values);
    }

    static List<Double> empty() {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            values.add(0.0);
        }
        return values;
    }

    /** @param unit metres, radians or parts per part; null for metres, arcseconds and parts per million */
    static void set(List<Double> values, String name, @Nullable Integer code, double value, @Nullable Double unit) {
        int index = code != null && code >= FIRST_CODE && code < FIRST_CODE + COUNT
                ? code - FIRST_CODE
                : NAMES.indexOf(Parameter.plain(name));
        if (index < 0) {
            throw new IllegalArgumentException(
                    "parameter '%s' of a shift to WGS 84 is not read".formatted(Problem.excerpt(name)));
        }
        if (index == COUNT - 1 && (unit == null || unit == 1) && Math.abs(value - 1) < 0.5) {
            // WKT gives the factor where the registry gives the difference.
            values.set(index, (value - 1) / MILLIONTH);
            return;
        }
        double standard = index < 3 ? 1 : index < 6 ? ARCSECOND : MILLIONTH;
        values.set(index, unit == null ? value : scaled(value, unit, standard));
    }

    private static double scaled(double value, double unit, double standard) {
        return Math.abs(unit - standard) < 1e-9 * standard ? value : value * unit / standard;
    }

    static SystemDescription applied(SystemDescription description, String method, List<Double> values) {
        String plain = Parameter.plain(method);
        if (plain.startsWith("coordinateframe")) {
            for (int i = 3; i < 6; i++) {
                values.set(i, -values.get(i));
            }
        } else if (!plain.startsWith("positionvector") && !plain.startsWith("geocentrictranslations")) {
            throw new IllegalArgumentException(
                    "a shift to WGS 84 by '%s' is not read".formatted(Problem.excerpt(method)));
        }
        return new SystemDescription(
                description.name(),
                description.code(),
                description.geodetic().withToWgs84(values),
                description.conversion(),
                description.unit(),
                description.directions(),
                description.proj4());
    }
}
