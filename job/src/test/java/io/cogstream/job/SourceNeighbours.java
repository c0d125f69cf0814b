package io.cogstream.job;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteSource;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import io.cogstream.plan.OverviewChoice;
import io.cogstream.proj.Crs;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import io.cogstream.tiff.RasterReader;
import io.cogstream.tiff.TiffImage;
import java.util.concurrent.ForkJoinPool;

/**
 * Whether a pixel of an array holds a value of the source pixel under its centre, or of one of its eight neighbours. That is
 * what PARITY.md allows where another projection library rounds a position to the other side of a pixel border.
 */
final class SourceNeighbours {
    private final OpenArray array;
    private final DefaultByteSources sources = new DefaultByteSources(ForkJoinPool.commonPool(), HttpOptions.DEFAULT);

    SourceNeighbours(OpenArray array) {
        this.array = array;
    }

    /** @param position of a pixel in the array, C order */
    boolean hold(double value, int position) throws Exception {
        int width = array.spec().width();
        int height = array.spec().height();
        int plane = position / (width * height);
        int time = plane % array.spec().times().size();
        int band = plane / array.spec().times().size();
        for (int item = 0; item < array.index().size(); item++) {
            String href = array.index().href(item, array.assetNumber(band));
            if (array.index().step(item) == time
                    && href != null
                    && holds(href, band, value, position % width + 0.5, position / width % height + 0.5)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(String href, int band, double value, double column, double row) throws Exception {
        ByteSource source = sources.open(href, new ReadStatistics());
        GeoTiff file = GeoTiffHeader.read(source).get();
        Crs crs = Crs.epsg(file.epsg());
        int level = OverviewChoice.level(
                file, crs, file.transform(), array.crs(), array.grid().transform());
        TiffImage image = file.levels().get(level);
        double[] at = {
            array.grid().transform().x(column, row), array.grid().transform().y(column, row)
        };
        array.crs().to(crs).apply(at);
        Affine toPixels = file.transform(level).inverse();
        int centreColumn = (int) Math.floor(toPixels.x(at[0], at[1]));
        int centreRow = (int) Math.floor(toPixels.y(at[0], at[1]));
        int sample = array.spec().bands().get(band).sample() - 1;
        for (int y = Math.max(0, centreRow - 1); y <= Math.min(image.height() - 1, centreRow + 1); y++) {
            for (int x = Math.max(0, centreColumn - 1); x <= Math.min(image.width() - 1, centreColumn + 1); x++) {
                byte[] pixel = new RasterReader(Runnable::run)
                        .readWindow(source, file, level, sample, new PixelWindow(x, y, 1, 1))
                        .get();
                if (image.dataType().get(pixel, 0) == value) {
                    return true;
                }
            }
        }
        return false;
    }
}
