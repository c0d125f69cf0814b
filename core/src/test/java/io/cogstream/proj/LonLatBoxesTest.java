package io.cogstream.proj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cogstream.grid.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;

class LonLatBoxesTest {

    @Test
    void containsEveryPointOfTheBox() {
        Crs crs = Crs.epsg(5070);
        BoundingBox box = new BoundingBox(-1_060_000, 1_800_000, -1_005_000, 1_832_000);
        List<BoundingBox> boxes = LonLatBoxes.of(crs, box);
        PointTransform toLonLat = crs.to(Crs.LONGITUDE_LATITUDE);

        assertThat(boxes).hasSize(1);
        BoundingBox widened = boxes.get(0).expanded(1e-6, 1e-6);
        for (int i = 0; i <= 100; i++) {
            for (int j = 0; j <= 100; j++) {
                double[] p = {box.minX() + box.width() * i / 100, box.minY() + box.height() * j / 100};
                toLonLat.apply(p);
                assertThat(widened.intersects(new BoundingBox(p[0], p[1], p[0], p[1])))
                        .isTrue();
            }
        }
    }

    @Test
    void splitsAtTheAntimeridian() {
        List<BoundingBox> boxes =
                LonLatBoxes.of(Crs.epsg(32660), new BoundingBox(806_000, 1_874_000, 834_000, 1_902_000));

        assertThat(boxes).hasSize(2);
        assertThat(boxes.get(0).maxX()).isEqualTo(180);
        assertThat(boxes.get(1).minX()).isEqualTo(-180);
        assertThat(boxes.get(0).width() + boxes.get(1).width()).isCloseTo(0.27, within(0.02));
    }

    @Test
    void wrapsLongitudesBeyond180() {
        List<BoundingBox> boxes = LonLatBoxes.of(Crs.LONGITUDE_LATITUDE, new BoundingBox(179.9, 16.95, 180.15, 17.15));

        assertThat(boxes).hasSize(2);
        assertThat(boxes.get(1).maxX()).isCloseTo(-179.85, within(1e-9));
    }

    @Test
    void takesAllLongitudesAroundAPole() {
        List<BoundingBox> boxes = LonLatBoxes.of(Crs.epsg(3031), new BoundingBox(-500_000, -500_000, 500_000, 500_000));

        assertThat(boxes).hasSize(1);
        assertThat(boxes.get(0).minX()).isEqualTo(-180);
        assertThat(boxes.get(0).maxX()).isEqualTo(180);
        assertThat(boxes.get(0).minY()).isEqualTo(-90);
        assertThat(boxes.get(0).maxY()).isBetween(-86.0, -83.0);
    }

    @Test
    void coversTheWholeWorldInWebMercator() {
        List<BoundingBox> boxes =
                LonLatBoxes.of(Crs.epsg(3857), new BoundingBox(-20037508.34, -20037508.34, 20037508.34, 20037508.34));

        assertThat(boxes).hasSize(1);
        assertThat(boxes.get(0).width()).isCloseTo(360, within(1e-3));
    }

    @Test
    void coversTheEarthWhereTheBoxReachesBeyondTheMap() {
        Crs disk = Crs.parse("+proj=geos +h=35785831 +lon_0=0 +a=6378169 +b=6356583.8");
        Crs modis = Crs.parse("+proj=sinu +R=6371007.181");
        BoundingBox world = new BoundingBox(-180, -90, 180, 90);

        assertThat(LonLatBoxes.of(disk, new BoundingBox(-5_600_000, -5_600_000, 5_600_000, 5_600_000)))
                .containsExactly(world);
        assertThat(LonLatBoxes.of(modis, new BoundingBox(-21_000_000, -9_000_000, 0, 9_000_000)))
                .containsExactly(world);
        assertThat(LonLatBoxes.of(modis, new BoundingBox(19_000_000, 8_000_000, 20_000_000, 9_000_000)))
                .isEmpty();
    }
}
