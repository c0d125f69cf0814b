package io.cogstream.sample;

import io.cogstream.cube.BandSpec;
import io.cogstream.raster.DataType;
import io.cogstream.raster.NodataTest;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.ValidityBand;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The full size of a file, of which pixels are wanted, and what says whether they are valid.
 *
 * @param bands of the plan
 * @param nodata finds samples that are missing
 * @param validity band that marks invalid pixels too, null if none does
 */
record SampledImage(
        GeoTiff file,
        List<BandSpec> bands,
        NodataTest nodata,
        @Nullable ValidityBand validity) {

    /** @param nodata value of missing pixels in place of the file's, where its type can hold it; null for the file's */
    static SampledImage of(GeoTiff file, List<BandSpec> bands, @Nullable Double nodata) {
        DataType type = file.dataType();
        Double held = nodata == null ? null : type.nearest(nodata);
        return new SampledImage(
                file, bands, new NodataTest(type, held != null ? held : file.nodata()), file.validity(0));
    }

    TiffImage image() {
        return file.image();
    }

    DataType type() {
        return file.dataType();
    }

    /** Sample of a band, from 0. */
    int sample(int band) {
        return bands.get(band).sample() - 1;
    }

    /** The wanted samples, tile by tile. */
    TilePixels tiles(WantedPixels pixels) {
        return TilePixels.of(image(), pixels, pixel -> true, pixel -> sample(pixels.band(pixel)));
    }

    /** Whether validity has tiles of its own, and is no sample of the pixels' own tiles. */
    boolean hasValidityTiles() {
        return validity != null && (validity.image() != 0 || image().planar());
    }

    /** Validity of the pixels that have a value so far, tile by tile. Only where it has tiles of its own. */
    TilePixels validityTiles(ValidityBand band, WantedPixels pixels, SampleTable table) {
        IntUnaryOperator sample = pixel -> band.sample();
        return TilePixels.of(
                file.image(band.image()),
                pixels,
                pixel -> !isValidity(pixels.band(pixel)) && table.hasValue(pixels.row(pixel), pixels.band(pixel)),
                sample);
    }

    /** Who asks for alpha itself wants all of it. */
    private boolean isValidity(int band) {
        return validity != null && validity.image() == 0 && validity.sample() == sample(band);
    }

    /** Puts a pixel's value into the table. */
    void take(TilePixels tile, byte[] samples, WantedPixels pixels, int pixel, SampleTable table) {
        int band = pixels.band(pixel);
        int position = tile.position(pixel, sample(band));
        boolean isValid = !nodata.anyMatch(samples, position, 1);
        if (validity != null && !hasValidityTiles() && !isValidity(band)) {
            isValid &= type().get(samples, tile.position(pixel, validity.sample())) != 0;
        }
        if (isValid) {
            table.putValue(pixels.row(pixel), band, type(), bits(samples, position));
        } else {
            table.putMasked(pixels.row(pixel), band);
        }
    }

    private long bits(byte[] samples, int position) {
        int bytes = type().bytes();
        long bits = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            bits = (bits << 8) | (samples[position * bytes + i] & 0xFF);
        }
        return bits;
    }
}
