package io.cogstream.stac;

import io.cogstream.failure.SourceException;
import io.cogstream.io.ReadStatistics;
import java.util.List;

/** Finds items. A catalog does not change while it is searched; safe for concurrent use. */
public interface ItemCatalog {

    /**
     * A catalog of stac-geoparquet files, in the order of their names where it is a folder.
     *
     * @param location file, or hive-partitioned folder; local path or {@code file:} URL
     * @param mappings rewrites of hrefs; the first whose prefix fits is used, on the href as it stands or else on the
     *     resolved one
     * @param statistics counts what is read
     * @throws SourceException if there is nothing to read at the location
     */
    static ItemCatalog open(String location, List<HrefMapping> mappings, ReadStatistics statistics)
            throws SourceException {
        return GeoParquetCatalog.open(location, mappings, statistics);
    }

    /** Where the catalog is, for messages. */
    String location();

    /** What the catalog's files look like from outside, to find out later whether they changed. */
    DatasetStamp stamp() throws SourceException;

    /**
     * The items that a query asks for.
     *
     * @param assets which assets to read; all of them also have their types and roles
     * @return in the query's order; empty if nothing matches
     * @throws SourceException if the catalog can't be read, or a matching item lacks what every item must have
     * @throws IllegalArgumentException if a sort key names a field that the catalog does not know
     */
    List<Item> search(ItemQuery query, AssetSelection assets) throws SourceException;
}
