package io.cogstream.open;

import io.cogstream.cube.ArrayLayout;
import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.grid.BoundingBox;
import io.cogstream.raster.DataType;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests over the items of the test resources: sites A and B in June 2023, with what a test wants different. */
final class OpenRequests {
    private Path items = items();
    private String datetime = "2023-06-01/2023-06-30";
    private String period = "P1D";
    private String crs = "EPSG:4326";
    private double pixel = 0.001;
    private @Nullable BoundingBox box = new BoundingBox(-108.45, 38.8, -108.2, 38.98);
    private boolean align;
    private @Nullable String geometry;
    private List<String> bands = List.of("red");
    private List<String> ids = List.of();
    private @Nullable String filter;
    private List<String> sortBy = List.of();
    private MosaicMethod mosaic = MosaicMethod.FIRST;
    private @Nullable DataType dtype;
    private @Nullable Double nodata;
    private int chunk = 256;
    private StorageRequest storage = StorageRequest.DEFAULT;

    static OpenRequests june() {
        return new OpenRequests();
    }

    OpenRequests items(Path value) {
        items = value;
        return this;
    }

    OpenRequests datetime(String value) {
        datetime = value;
        return this;
    }

    OpenRequests period(String value) {
        period = value;
        return this;
    }

    OpenRequests in(String newCrs, double pixelSize, @Nullable BoundingBox newBox) {
        crs = newCrs;
        pixel = pixelSize;
        box = newBox;
        return this;
    }

    OpenRequests aligned() {
        align = true;
        return this;
    }

    OpenRequests geometry(String value) {
        geometry = value;
        return this;
    }

    OpenRequests bands(String... values) {
        bands = List.of(values);
        return this;
    }

    OpenRequests ids(String... values) {
        ids = List.of(values);
        return this;
    }

    OpenRequests filter(String value) {
        filter = value;
        return this;
    }

    OpenRequests sortBy(String... values) {
        sortBy = List.of(values);
        return this;
    }

    OpenRequests mosaic(MosaicMethod value) {
        mosaic = value;
        return this;
    }

    OpenRequests dtype(DataType value) {
        dtype = value;
        return this;
    }

    OpenRequests nodata(double value) {
        nodata = value;
        return this;
    }

    OpenRequests chunk(int value) {
        chunk = value;
        return this;
    }

    OpenRequests storage(ArrayLayout layout, boolean provenance) {
        storage = new StorageRequest(layout, provenance);
        return this;
    }

    OpenRequest request() {
        ItemSelection selection =
                new ItemSelection(items.toString(), datetime, bands, ids, List.of(), filter, sortBy, List.of(), null);
        return new OpenRequest(
                selection,
                crs,
                pixel,
                pixel,
                box,
                align,
                geometry,
                period,
                mosaic,
                dtype,
                nodata,
                chunk,
                chunk,
                ErrorPolicy.RAISE,
                storage);
    }

    private static Path items() {
        try {
            return Path.of(OpenRequests.class
                    .getResource("/io/cogstream/stac/items-rustac.parquet")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
