package io.cogstream.plan;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.BandFormat;
import io.cogstream.cube.BandSpec;
import io.cogstream.failure.ContractException;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.proj.Crs;
import io.cogstream.raster.DataType;
import io.cogstream.tiff.GeoKeys;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a source must fulfil to be used for an array: readable by us, and true to what the array promises. */
public final class SourceContract {
    private SourceContract() {}

    /**
     * @throws ContractException if data type, nodata or sample number do not fit the array
     */
    public static void check(GeoTiff file, ArraySpec spec, BandSpec band) throws SourceException {
        TiffImage full = file.levels().get(0);
        if (band.sample() > full.samplesPerPixel()) {
            throw new ContractException(
                    file.href(),
                    "band '%s' asks for sample %d, but the file has %d"
                            .formatted(band.name(), band.sample(), full.samplesPerPixel()));
        }
        BandFormat format = spec.format(band);
        if (!spec.dtypeExplicit() && !format.sourceDtype().holdsAll(full.dataType())) {
            throw new ContractException(
                    file.href(),
                    "its %s values do not fit the array's sources, which are %s; pass --dtype to convert"
                            .formatted(
                                    full.dataType().zarrName(),
                                    format.sourceDtype().zarrName()));
        }
        if (!spec.nodataExplicit() && !Objects.equals(file.nodata(), format.sourceNodata())) {
            throw new ContractException(
                    file.href(),
                    "its nodata is %s, but the array's sources have %s; pass --nodata to decide"
                            .formatted(text(file.nodata()), text(format.sourceNodata())));
        }
    }

    /**
     * The CRS of a file: that of its code, or else the one that its GeoKeys describe.
     *
     * @throws UnsupportedSourceException if it has none, or one that is not read
     * @throws MalformedSourceException if the tags that should say so are damaged
     */
    public static Crs crs(GeoTiff file) throws SourceException {
        String problem = file.georeferencingProblem();
        if (problem != null && !file.hasControlPointsOnly()) {
            throw new MalformedSourceException(file.href(), "georeferencing: " + problem);
        }
        GeoKeys keys = file.geoKeys();
        if (file.transform() == null || keys == null) {
            String missing = file.transform() == null ? "it has no geotransform" : "it has no CRS";
            throw new UnsupportedSourceException(file.href(), problem == null ? missing : problem);
        }
        Integer code = file.epsg();
        try {
            return code == null ? Crs.of(keys) : Crs.epsg(code);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedSourceException(file.href(), e.getMessage(), e);
        }
    }

    /** The value that marks invalid pixels of a file: the explicit one where its type can hold it, else its own. */
    public static @Nullable Double maskingNodata(GeoTiff file, ArraySpec spec, BandSpec band) {
        DataType type = file.levels().get(0).dataType();
        Double explicit = spec.format(band).sourceNodata();
        Double held = spec.nodataExplicit() && explicit != null ? type.nearest(explicit) : null;
        return held != null ? held : file.nodata();
    }

    private static String text(@Nullable Double nodata) {
        return nodata == null ? "unknown" : nodata.toString();
    }
}
