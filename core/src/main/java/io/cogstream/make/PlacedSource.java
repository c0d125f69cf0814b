package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.plan.OverviewChoice;
import io.cogstream.plan.SourceContract;
import io.cogstream.proj.Crs;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.ValidityBand;
import io.cogstream.warp.SourceGrid;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source whose header has been read: which level serves the array, and where that lies on the ground.
 *
 * @param level index into the file's levels
 * @param sample from 0
 * @param grid of that level
 * @param nodata value that marks invalid pixels, null if none does
 * @param validity band that marks them too, null if none does
 */
record PlacedSource(
        String href,
        GeoTiff file,
        int level,
        int sample,
        SourceGrid grid,
        @Nullable Double nodata,
        @Nullable ValidityBand validity) {

    /** @throws SourceException if the file does not fit the array, or can't be placed on the ground */
    static PlacedSource place(String href, GeoTiff file, OpenArray array, BandSpec band) throws SourceException {
        SourceContract.check(file, array.spec(), band);
        Crs crs = SourceContract.crs(file);
        int level = OverviewChoice.level(
                file,
                crs,
                Objects.requireNonNull(file.transform()),
                array.crs(),
                array.grid().transform());
        TiffImage image = file.levels().get(level);
        SourceGrid grid = new SourceGrid(crs, file.transform(level), image.width(), image.height());
        int sample = band.sample() - 1;
        return new PlacedSource(
                href,
                file,
                level,
                sample,
                grid,
                SourceContract.maskingNodata(file, array.spec(), band),
                validity(file, level, sample));
    }

    /** Who asks for alpha itself wants all of it. */
    private static @Nullable ValidityBand validity(GeoTiff file, int level, int sample) {
        ValidityBand band = file.validity(level);
        return band == null || (band.image() == level && band.sample() == sample) ? null : band;
    }

    /** Memory for one pixel of a window, in bytes: its sample, and whether it is valid. */
    int pixelBytes() {
        return image().dataType().bytes() + (validity == null ? 0 : 1);
    }

    /** The image that holds the band of validity. */
    @Nullable
    TiffImage validityImage() {
        return validity == null ? null : file.image(validity.image());
    }

    /** Whether validity has tiles of its own, and is no sample of the pixels' own tiles. */
    boolean hasValidityTiles() {
        return validity != null && (validity.image() != level || image().planar());
    }

    TiffImage image() {
        return file.levels().get(level);
    }
}
