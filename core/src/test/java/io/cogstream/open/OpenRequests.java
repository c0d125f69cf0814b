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
    private String datetime = "2023-06-01/2023-06-30";
    private String period = "P1D";
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

    OpenRequests datetime(String value) {
        datetime = value;
        return this;
    }

    OpenRequests period(String value) {
        period = value;
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
        return new OpenRequest(
                items().toString(),
                "EPSG:4326",
                0.001,
                0.001,
                new BoundingBox(-108.45, 38.8, -108.2, 38.98),
                datetime,
                period,
                bands,
                ids,
                List.of(),
                filter,
                sortBy,
                List.of(),
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
