package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.plan.OverviewChoice;
import io.cogstream.plan.SourceContract;
import io.cogstream.proj.Crs;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
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
 */
record PlacedSource(
        String href,
        GeoTiff file,
        int level,
        int sample,
        SourceGrid grid,
        @Nullable Double nodata) {

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
        return new PlacedSource(
                href, file, level, band.sample() - 1, grid, SourceContract.maskingNodata(file, array.spec()));
    }

    TiffImage image() {
        return file.levels().get(level);
    }
}
