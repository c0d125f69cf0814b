package io.cogstream.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.fixture.MemorySources;
import io.cogstream.fixture.TestTiff;
import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ReadStatistics;
import io.cogstream.proj.Crs;
import io.cogstream.raster.DataType;
import io.cogstream.tiff.GeoTiffHeader;
import io.cogstream.tiff.TiffImage;
import io.cogstream.warp.NearestMap;
import io.cogstream.warp.SourceGrid;
import io.cogstream.warp.WarpMaps;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A chunk of 128 x 100 pixels over an image of 8 x 8 tiles of 16 pixels on the same grid, 32 pixels further in. */
class TileNeedTest {
    private static final Crs UTM = Crs.epsg(32612);

    private final TiffImage image = image();
    private final NearestMap map = new WarpMaps(0)
            .get(
                    UTM,
                    Affine.northUp(0, 0, 10, 10),
                    new PixelWindow(0, 0, 128, 100),
                    new SourceGrid(UTM, Affine.northUp(320, -320, 10, 10), 128, 128));

    private static TiffImage image() {
        byte[] file =
                TestTiff.of(DataType.UINT8, 128, 128, new double[128 * 128]).bytes();
        MemorySources sources = new MemorySources().put("a.tif", file);
        return GeoTiffHeader.read(sources.open("a.tif", new ReadStatistics()))
                .join()
                .image();
    }

    private static CellSet only(int cellRow, int cellColumn) {
        CellSet cells = CellSet.all(128, 100);
        cells.removeIf((row, column) -> row != cellRow || column != cellColumn);
        return cells;
    }

    @Test
    void takesTheTilesUnderTheSquares() {
        assertThat(TileNeed.tiles(map, CellSet.all(128, 100), image, 0)).hasSize(6 * 5);
        assertThat(TileNeed.tiles(map, only(0, 0), image, 0)).containsExactly(0, 1, 8, 9);
        assertThat(TileNeed.tiles(map, only(1, 1), image, 0))
                .containsExactly(18, 19, 20, 21, 26, 27, 28, 29, 34, 35, 36, 37);
    }

    @Test
    void takesNoneForNoSquares() {
        CellSet none = CellSet.all(128, 100);
        none.removeIf((row, column) -> true);

        assertThat(none.isEmpty()).isTrue();
        assertThat(TileNeed.tiles(map, none, image, 0)).isEmpty();
    }

    @Test
    void squaresAtTheEdgeCountAsWhole() {
        Set<String> cells = new TreeSet<>();
        CellSet all = CellSet.all(130, 65);
        CellSet copy = all.copy();
        copy.removeIf((row, column) -> column == 2);
        all.forEach((row, column) -> cells.add(row + "," + column));

        assertThat(cells).containsExactly("0,0", "0,1", "0,2", "1,0", "1,1", "1,2");
        assertThat(copy.isEmpty()).isFalse();
    }
}
