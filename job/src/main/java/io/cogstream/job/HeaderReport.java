package io.cogstream.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.codec.TileCodecs;
import io.cogstream.grid.Affine;
import io.cogstream.proj.Crs;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import java.nio.ByteOrder;
import java.util.Locale;

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
        report.put("masks", file.masks().size());
        return report;
    }

    private static void crs(ObjectNode report, GeoTiff file) {
        Integer code = file.epsg();
        if (code == null) {
            report.putNull("crs");
            return;
        }
        report.put("crs", "EPSG:" + code);
        try {
            report.put("crsName", Crs.epsg(code).name());
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

    /** One {@code name: value} per line. */
    static String text(ObjectNode report) {
        StringBuilder text = new StringBuilder();
        report.fields()
                .forEachRemaining(field -> text.append(text.length() == 0 ? "" : System.lineSeparator())
                        .append(String.format(Locale.ROOT, "%-12s %s", field.getKey(), plain(field.getValue()))));
        return text.toString();
    }

    private static String plain(JsonNode value) {
        if (value.isNull()) {
            return "none";
        }
        return value.isTextual() ? value.asText() : value.toString();
    }
}
