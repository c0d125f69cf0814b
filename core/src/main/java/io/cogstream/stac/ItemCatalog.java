package io.cogstream.stac;

import io.cogstream.failure.SourceException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds items. A catalog does not change while it is searched; safe for concurrent use. */
public interface ItemCatalog {

    /** Where the catalog is, for messages. */
    String location();

    /**
     * The items that a query asks for.
     *
     * @param assetKeys keys of the assets to read; null for all
     * @return in the query's order; empty if nothing matches
     * @throws SourceException if the catalog can't be read, or a matching item lacks what every item must have
     */
    List<Item> search(ItemQuery query, @Nullable Set<String> assetKeys) throws SourceException;
}
