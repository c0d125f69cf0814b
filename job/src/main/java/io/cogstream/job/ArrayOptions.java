package io.cogstream.job;

import io.cogstream.cube.ArrayLayout;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.grid.BoundingBox;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.RequestException;
import io.cogstream.open.StorageRequest;
import io.cogstream.raster.DataType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The parameters that describe an array, shared by all commands that need one. */
final class ArrayOptions {
    @Mixin
    private ItemOptions selection = new ItemOptions();

    @Option(
            names = "--crs",
            required = true,
            paramLabel = "CRS",
            description = "CRS of the array: EPSG:code, ESRI:code, a PROJ string that starts with +, WKT or PROJJSON.")
    private String crs = "";

    @Option(
            names = "--resolution",
            required = true,
            paramLabel = "R",
            description = "Pixel size in units of the CRS: one number, or x,y.")
    private String resolution = "";

    @Option(
            names = "--bbox",
            paramLabel = "MINX,MINY,MAXX,MAXY",
            description = "Area of the array, in the array's CRS. The grid starts at its top left corner. Default: the"
                    + " bounds of --geometry.")
    private @Nullable String bbox;

    @Option(
            names = "--align",
            description =
                    "Widens the area to the pixel edges of the first item's first band, which must be in --crs; with its"
                            + " resolution no pixel is resampled.")
    private boolean align;

    @Option(
            names = "--geometry",
            paramLabel = "GEOJSON",
            description =
                    "Polygons that the array is clipped to, in longitude and latitude: a file, or the GeoJSON itself. Items"
                            + " that do not meet them are left out, pixels whose centre lies outside are masked.")
    private @Nullable String geometry;

    @Option(
            names = "--time-period",
            paramLabel = "P",
            defaultValue = "P1D",
            description = "Length of a time step: none, PTnH, PnD, PnW, P1M, P1Y or solar-day (the day by the sun at"
                    + " the item's longitude). Default: ${DEFAULT-VALUE}.")
    private String timePeriod = "P1D";

    @Option(
            names = "--mosaic",
            paramLabel = "METHOD",
            defaultValue = "first",
            description = "How items of one step combine: first, highest, lowest, mean, median, stdev or count."
                    + " Default: ${DEFAULT-VALUE}.")
    private String mosaic = "first";

    @Option(
            names = "--resampling",
            paramLabel = "METHOD",
            defaultValue = "nearest",
            description = "How source pixels become array pixels: nearest.")
    private String resampling = "nearest";

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "Type of the array, such as uint16 or float32. Default: what the sources have.")
    private @Nullable String dtype;

    @Option(
            names = "--nodata",
            paramLabel = "V",
            description = "Value of missing pixels, in sources and array. Default: what the sources have.")
    private @Nullable Double nodata;

    @Option(
            names = "--chunk-size",
            paramLabel = "N",
            description = "Rows and columns of a chunk: one number, or y,x. Default: 1024, or less if the fullest chunk"
                    + " would not fit the memory; that of the array that is there already.")
    private @Nullable String chunkSize;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "cube",
            description = "How bands are kept: cube (one array of all) or bands (one array each, with its own type and"
                    + " nodata). Default: ${DEFAULT-VALUE}.")
    private String layout = "cube";

    @Option(
            names = "--provenance",
            description = "Also keep which item each pixel is from. With --mosaic first, highest or lowest.")
    private boolean provenance;

    String items() {
        return selection.items;
    }

    /** @throws RequestException if an option can't be understood; the message names it */
    OpenRequest request() throws RequestException {
        double[] box = bbox == null ? null : numbers("--bbox", bbox, 4, 4);
        double[] pixel = numbers("--resolution", resolution, 1, 2);
        int[] chunk = chunkSize == null ? new int[] {OpenRequest.FITTING_CHUNKS} : chunkSize(chunkSize);
        if (!resampling.equals("nearest")) {
            throw new RequestException("--resampling: '" + resampling + "' is not available; nearest is");
        }
        try {
            return new OpenRequest(
                    selection.selection(),
                    crs,
                    pixel[0],
                    pixel[pixel.length - 1],
                    box == null ? null : new BoundingBox(box[0], box[1], box[2], box[3]),
                    align,
                    geometry,
                    timePeriod,
                    MosaicMethod.ofLabel(mosaic),
                    dtype == null ? null : DataType.ofName(dtype),
                    nodata,
                    chunk[0],
                    chunk[chunk.length - 1],
                    selection.errorPolicy(),
                    new StorageRequest(ArrayLayout.ofLabel(layout), provenance));
        } catch (IllegalArgumentException e) {
            throw new RequestException(String.valueOf(e.getMessage()), e);
        }
    }

    private static double[] numbers(String option, String text, int least, int most) throws RequestException {
        String[] parts = text.split(",", -1);
        double[] numbers = new double[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                numbers[i] = Double.parseDouble(parts[i].trim());
            }
        } catch (NumberFormatException e) {
            throw new RequestException("%s: '%s' is not a list of numbers".formatted(option, text), e);
        }
        if (parts.length < least || parts.length > most) {
            throw new RequestException(
                    "%s: '%s' has %d numbers instead of %d".formatted(option, text, parts.length, most));
        }
        return numbers;
    }

    private static int[] chunkSize(String text) throws RequestException {
        int[] chunk = wholeNumbers("--chunk-size", text);
        for (int side : chunk) {
            if (side < 1) {
                throw new RequestException("--chunk-size: '" + text + "' must be at least 1");
            }
        }
        return chunk;
    }

    private static int[] wholeNumbers(String option, String text) throws RequestException {
        double[] numbers = numbers(option, text, 1, 2);
        int[] whole = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            whole[i] = (int) numbers[i];
            if (whole[i] != numbers[i]) {
                throw new RequestException("%s: '%s' is not a whole number".formatted(option, text));
            }
        }
        return whole;
    }
}
