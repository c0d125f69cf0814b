package io.cogstream.open;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.raster.DataType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Data types and nodata of an array and of its sources.
 *
 * @param source holds the samples of every source
 * @param sourceNodata what the user says, or else nodata of all sources, null when they have none
 * @param array type of the array
 * @param nodata of the array, null when unknown
 */
record SampleFormat(
        DataType source,
        @Nullable Double sourceNodata,
        DataType array,
        @Nullable Double nodata) {

    /**
     * What one source file says of itself.
     *
     * @param band whose file it is
     * @param nodata null when it has none
     */
    record Sampled(String band, DataType type, @Nullable Double nodata) {}

    /** What an array has already. */
    static SampleFormat of(ArraySpec existing) {
        return new SampleFormat(existing.sourceDtype(), existing.sourceNodata(), existing.dtype(), existing.nodata());
    }

    /**
     * Promotes the types of one file per band and checks that their nodata agree.
     *
     * @param sampled at least one
     * @param dtype what the user wants, null to infer
     * @param nodata likewise
     */
    static SampleFormat of(
            List<Sampled> sampled, MosaicMethod mosaic, @Nullable DataType dtype, @Nullable Double nodata)
            throws RequestException {
        DataType source = sampled.get(0).type();
        for (Sampled band : sampled) {
            source = promote(source, band.type());
        }
        Double sourceNodata = nodata != null ? nodata : sampled.get(0).nodata();
        if (nodata == null) {
            checkAgreement(sampled);
        }
        DataType array = arrayType(source, mosaic, dtype);
        Double wanted = mosaic == MosaicMethod.COUNT ? null : sourceNodata;
        Double arrayNodata = wanted == null ? null : array.nearest(wanted);
        if (wanted != null && arrayNodata == null) {
            throw new RequestException("nodata %s does not fit the array's type %s; pass --dtype or another --nodata"
                    .formatted(wanted, array.zarrName()));
        }
        return new SampleFormat(source, sourceNodata, array, arrayNodata);
    }

    private static void checkAgreement(List<Sampled> sampled) throws RequestException {
        Sampled first = sampled.get(0);
        for (Sampled band : sampled) {
            if (!Objects.equals(band.nodata(), first.nodata())) {
                throw new RequestException("bands disagree on nodata: '%s' has %s, '%s' has %s; pass --nodata"
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
