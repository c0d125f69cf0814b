package io.cogstream.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.codec.TileCodecs;
import io.cogstream.grid.Affine;
import io.cogstream.proj.Crs;
import io.cogstream.tiff.CogValidation;
import io.cogstream.tiff.ColorMap;
import io.cogstream.tiff.GeoKeys;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A header as a JSON document, and that document as lines of text. */
final class HeaderReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HeaderReport() {}

    static ObjectNode of(GeoTiff file) {
        TiffImage image = file.image();
        ObjectNode report = JSON.createObjectNode();
        report.put("file", file.href());
        report.put(
                "format",
                (file.bigTiff() ? "BigTIFF" : "TIFF") + ", "
                        + (file.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "little-endian" : "big-endian"));
        report.put("width", image.width()).put("height", image.height()).put("bands", image.samplesPerPixel());
        report.put("dtype", image.dataType().zarrName());
        Double nodata = file.nodata();
        if (nodata == null) {
            report.putNull("nodata");
        } else {
            report.put("nodata", nodata);
        }
        crs(report, file);
        transform(report, file);
        report.put("compression", TileCodecs.name(image.compression()).toLowerCase(Locale.ROOT));
        report.put("predictor", image.predictor().name().toLowerCase(Locale.ROOT));
        report.put("interleave", image.planar() ? "band" : "pixel");
        report.put("layout", image.tiled() ? "tiles" : "strips");
        report.putArray("block").add(image.tileHeight()).add(image.tileWidth());
        ArrayNode overviews = report.putArray("overviews");
        for (TiffImage overview : file.levels().subList(1, file.levels().size())) {
            overviews.addArray().add(overview.height()).add(overview.width());
        }
        ArrayNode masks = report.putArray("masks");
        for (TiffImage mask : file.masks()) {
            masks.addArray().add(mask.height()).add(mask.width());
        }
        report.put("alpha", image.alphaSample().isPresent());
        bands(report, file);
        colors(report, file);
        validity(report, file);
        return report;
    }

    /** Scale, offset and description are left out where the file has none. */
    private static void bands(ObjectNode report, GeoTiff file) {
        ArrayNode bands = report.putArray("bandDetails");
        for (int band = 0; band < file.bands(); band++) {
            ObjectNode details = bands.addObject().put("band", band + 1);
            String description = file.metadata().descriptions().get(band);
            if (description != null) {
                details.put("description", description);
            }
            if (file.metadata().scale(band) != 1 || file.metadata().offset(band) != 0) {
                details.put("scale", file.metadata().scale(band))
                        .put("offset", file.metadata().offset(band));
            }
            OptionalInt alpha = file.image().alphaSample();
            if (alpha.isPresent() && alpha.getAsInt() == band) {
                details.put("alpha", true);
            }
        }
    }

    /** Red, green and blue by pixel value. */
    private static void colors(ObjectNode report, GeoTiff file) {
        ColorMap map = file.colorMap();
        if (map != null) {
            ArrayNode colors = report.putArray("colorTable");
            for (int color : map.colors()) {
                colors.addArray().add(color >> 16 & 255).add(color >> 8 & 255).add(color & 255);
            }
        }
    }

    private static void validity(ObjectNode report, GeoTiff file) {
        CogValidation validation = CogValidation.of(file);
        report.put("validCog", validation.isValid());
        ArrayNode errors = report.putArray("cogErrors");
        validation.errors().forEach(errors::add);
        ArrayNode warnings = report.putArray("cogWarnings");
        validation.warnings().forEach(warnings::add);
    }

    /** Its code if it has one, else what it is made of; why it can't be used, if so. */
    private static void crs(ObjectNode report, GeoTiff file) {
        Integer code = file.epsg();
        GeoKeys keys = file.geoKeys();
        report.put("crs", code == null ? null : "EPSG:" + code);
        if (code == null && keys == null) {
            return;
        }
        try {
            Crs crs = code != null ? Crs.epsg(code) : Crs.of(keys);
            report.put("crs", crs.definition()).put("crsName", crs.name());
            if (!crs.warnings().isEmpty()) {
                report.put("crsWarning", String.join("; ", crs.warnings()));
            }
        } catch (IllegalArgumentException e) {
            report.put("crsName", e.getMessage());
        }
    }

    private static void transform(ObjectNode report, GeoTiff file) {
        Affine transform = file.transform();
        if (transform == null) {
            report.putNull("transform");
            return;
        }
        ArrayNode numbers = report.putArray("transform");
        for (double number : transform.toArray()) {
            numbers.add(number);
        }
        double[] x = new double[4];
        double[] y = new double[4];
        for (int corner = 0; corner < 4; corner++) {
            double column = (corner & 1) * (double) file.image().width();
            double row = (corner >> 1) * (double) file.image().height();
            x[corner] = transform.x(column, row);
            y[corner] = transform.y(column, row);
        }
        report.putArray("bounds")
                .add(least(x))
                .add(least(y))
                .add(-least(negated(x)))
                .add(-least(negated(y)));
    }

    private static double least(double[] values) {
        double least = values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double[] negated(double[] values) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }

    /** For people: one line per fact; what is absent or long is left out or told in a word. */
    static String text(ObjectNode report) {
        StringBuilder text = new StringBuilder();
        report.fields().forEachRemaining(field -> {
            String line = line(field.getKey(), field.getValue());
            if (!line.isEmpty()) {
                text.append(text.length() == 0 ? "" : System.lineSeparator())
                        .append(String.format(Locale.ROOT, "%-12s %s", field.getKey(), line));
            }
        });
        return text.toString();
    }

    private static String line(String name, JsonNode value) {
        return switch (name) {
            case "bandDetails" -> bandLines(value);
            case "colorTable" -> value.size() + " colours (--json shows them)";
            case "overviews", "masks", "cogErrors", "cogWarnings" -> list(value);
            default -> value.isNull() ? "none" : value.isTextual() ? value.asText() : value.toString();
        };
    }

    private static String list(JsonNode values) {
        List<String> items = new ArrayList<>();
        for (JsonNode value : values) {
            items.add(value.isTextual() ? value.asText() : value.toString());
        }
        return String.join("; ", items);
    }

    /** Only bands of which there is something to say. */
    private static String bandLines(JsonNode bands) {
        List<String> lines = new ArrayList<>();
        for (JsonNode band : bands) {
            StringBuilder line = new StringBuilder(band.path("band").asText());
            if (band.has("description")) {
                line.append(" '").append(band.path("description").asText()).append('\'');
            }
            if (band.has("scale")) {
                line.append(", value * ")
                        .append(band.path("scale"))
                        .append(" + ")
                        .append(band.path("offset"));
            }
            line.append(band.has("alpha") ? ", alpha" : "");
            if (band.size() > 1) {
                lines.add(line.toString());
            }
        }
        return String.join("; ", lines);
    }
}
