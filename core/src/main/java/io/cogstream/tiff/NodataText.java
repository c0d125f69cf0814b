package io.cogstream.tiff;

import io.cogstream.raster.DataType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of GDAL's nodata tag (42113), read as C's {@code strtod} does: the number at its start counts. */
final class NodataText {
    private static final Pattern NUMBER =
            Pattern.compile("^([+-]?)(?:(nan)|(inf(?:inity)?)|((?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?))");

    private NodataText() {}

    /** The value as {@code type} holds it, or null if the text is no number or no value of the type. */
    static @Nullable Double parse(String text, DataType type) {
        Matcher matcher = NUMBER.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.find()) {
            return null;
        }
        return type.nearest(value(matcher));
    }

    private static double value(Matcher matcher) {
        if (matcher.group(2) != null) {
            return Double.NaN;
        }
        double magnitude = matcher.group(3) != null ? Double.POSITIVE_INFINITY : Double.parseDouble(matcher.group(4));
        return matcher.group(1).equals("-") ? -magnitude : magnitude;
    }
}
