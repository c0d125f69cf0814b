package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.plan.OverviewChoice;
import io.cogstream.plan.SourceContract;
import io.cogstream.proj.Crs;
import io.cogstream.raster.DataType;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import io.cogstream.warp.NearestMap;
import io.cogstream.warp.SourceGrid;
import io.cogstream.warp.WarpMaps;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source whose header has been read: which level serves the chunk, and where its pixels go.
 *
 * @param level index into the file's levels
 * @param sample from 0
 * @param map from the chunk to that level
 * @param nodata value that marks invalid pixels, null if none does
 */
record LocatedSource(
        String href,
        GeoTiff file,
        int level,
        int sample,
        NearestMap map,
        @Nullable Double nodata) {

    /** @throws SourceException if the file does not fit the array, or can't be placed on the ground */
    static LocatedSource locate(
            String href, GeoTiff file, OpenArray array, BandSpec band, PixelWindow block, WarpMaps maps)
            throws SourceException {
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
        NearestMap map = maps.get(array.crs(), array.grid().transform(), block, grid);
        return new LocatedSource(
                href, file, level, band.sample() - 1, map, SourceContract.maskingNodata(file, array.spec()));
    }

    TiffImage image() {
        return file.levels().get(level);
    }

    DataType type() {
        return image().dataType();
    }

    /** Memory for the pixels of the window, in bytes. */
    long windowBytes() {
        PixelWindow window = map.window();
        return window == null ? 0 : window.pixels() * type().bytes();
    }
}
