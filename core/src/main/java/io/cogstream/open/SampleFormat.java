package io.cogstream.open;

import io.cogstream.cube.ArrayLayout;
import io.cogstream.cube.BandFormat;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.raster.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works out data types and nodata of an array from those of its sources. */
final class SampleFormat {
    private SampleFormat() {}

    /**
     * What one source file says of itself.
     *
     * @param band whose file it is
     * @param nodata null when it has none
     */
    record Sampled(String band, DataType type, @Nullable Double nodata) {}

    /**
     * The formats of an array: in a cube one for all bands, promoted to a type that holds those of all files, whose nodata must
     * agree; else one per band.
     *
     * @param sampled one file per band, at least one
     * @throws RequestException if nodata disagree or do not fit
     */
    static List<BandFormat> of(List<Sampled> sampled, OpenRequest request) throws RequestException {
        if (request.storage().layout() == ArrayLayout.CUBE) {
            return List.of(common(sampled, request));
        }
        List<BandFormat> formats = new ArrayList<>();
        for (Sampled band : sampled) {
            formats.add(common(List.of(band), request));
        }
        return formats;
    }

    private static BandFormat common(List<Sampled> sampled, OpenRequest request) throws RequestException {
        DataType source = sampled.get(0).type();
        for (Sampled band : sampled) {
            source = promote(source, band.type());
        }
        Double nodata = request.nodata();
        Double sourceNodata = nodata != null ? nodata : sampled.get(0).nodata();
        if (nodata == null) {
            checkAgreement(sampled);
        }
        DataType array = arrayType(source, request.mosaic(), request.dtype());
        Double wanted = request.mosaic() == MosaicMethod.COUNT ? null : sourceNodata;
        Double arrayNodata = wanted == null ? null : array.nearest(wanted);
        if (wanted != null && arrayNodata == null) {
            String which = sampled.size() == 1 ? " of band '" + sampled.get(0).band() + "'" : "";
            throw new RequestException("nodata %s does not fit the array's type %s%s; pass --dtype or another --nodata"
                    .formatted(wanted, array.zarrName(), which));
        }
        return new BandFormat(array, arrayNodata, source, sourceNodata);
    }

    private static void checkAgreement(List<Sampled> sampled) throws RequestException {
        Sampled first = sampled.get(0);
        for (Sampled band : sampled) {
            if (!Objects.equals(band.nodata(), first.nodata())) {
                throw new RequestException(
                        "bands disagree on nodata: '%s' has %s, '%s' has %s; pass --nodata, or --layout bands"
                                .formatted(first.band(), text(first.nodata()), band.band(), text(band.nodata())));
            }
        }
    }

    private static String text(@Nullable Double nodata) {
        return nodata == null ? "none" : nodata.toString();
    }

    private static DataType arrayType(DataType source, MosaicMethod mosaic, @Nullable DataType dtype)
            throws RequestException {
        if (mosaic == MosaicMethod.COUNT) {
            return dtype == null ? DataType.UINT16 : dtype;
        }
        if (dtype != null && mosaic.isFractional() && !dtype.isFloat()) {
            throw new RequestException("mosaic %s gives fractions and needs a floating-point --dtype, not %s"
                    .formatted(mosaic.label(), dtype.zarrName()));
        }
        if (dtype != null) {
            return dtype;
        }
        return mosaic.isFractional() && !source.isFloat() ? DataType.FLOAT32 : source;
    }

    /** The smallest type that holds both: numpy's promotion. */
    static DataType promote(DataType a, DataType b) {
        for (DataType type : List.of(
                DataType.UINT8,
                DataType.INT8,
                DataType.UINT16,
                DataType.INT16,
                DataType.UINT32,
                DataType.INT32,
                DataType.UINT64,
                DataType.INT64,
                DataType.FLOAT32,
                DataType.FLOAT64)) {
            if (type.holdsAll(a) && type.holdsAll(b)) {
                return type;
            }
        }
        return DataType.FLOAT64;
    }
}
