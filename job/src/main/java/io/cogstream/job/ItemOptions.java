package io.cogstream.job;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.open.ItemSelection;
import io.cogstream.open.RequestException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which items and bands are wanted, shared by all commands that read sources. */
final class ItemOptions {
    @Parameters(
            index = "0",
            paramLabel = "ITEMS",
            description = "stac-geoparquet file, or folder of hive-partitioned files.")
    String items = "";

    @Option(
            names = "--datetime",
            paramLabel = "A/B",
            description = "Instant, day, or interval A/B of either; .. leaves an end open. Default: all times.")
    @Nullable
    String datetime;

    @Option(
            names = "--bands",
            split = ",",
            paramLabel = "BAND",
            description =
                    "Asset keys, or asset:n for sample n of an asset. Items without such a key are asked for a band of that"
                            + " eo:common_name, such as red. Default: the first item's data assets.")
    List<String> bands = new ArrayList<>();

    @Option(names = "--ids", split = ",", paramLabel = "ID", description = "Only items with these ids.")
    List<String> ids = new ArrayList<>();

    @Option(names = "--collections", split = ",", paramLabel = "NAME", description = "Only items of these collections.")
    List<String> collections = new ArrayList<>();

    @Option(
            names = "--filter",
            paramLabel = "CQL2",
            description = "Only items for which this CQL2 condition is true, as text or as JSON:"
                    + " \"eo:cloud_cover < 20 AND platform = 'sentinel-2a'\".")
    @Nullable
    String filter;

    @Option(
            names = "--sortby",
            split = ",",
            paramLabel = "KEY",
            description = "Order of the sources: properties, with - before one that descends. Default: file order.")
    List<String> sortBy = new ArrayList<>();

    @Option(names = "--href-map", paramLabel = "FROM=TO", description = "Replaces a prefix of hrefs; may be repeated.")
    List<String> hrefMap = new ArrayList<>();

    @Option(
            names = "--alternate",
            paramLabel = "KEY",
            description = "Takes the alternate href of this key, such as s3, where an asset has one.")
    @Nullable
    String alternate;

    @Option(
            names = "--errors",
            paramLabel = "POLICY",
            defaultValue = "raise",
            description =
                    "When a source can't be read: raise (what needs it fails, the rest goes on) or ignore (the source"
                            + " is left out and reported). Default: ${DEFAULT-VALUE}.")
    private String errors = "raise";

    ItemSelection selection() {
        return new ItemSelection(items, datetime, bands, ids, collections, filter, sortBy, hrefMap, alternate);
    }

    /** @throws RequestException if it is neither of those that there are */
    ErrorPolicy errorPolicy() throws RequestException {
        for (ErrorPolicy policy : ErrorPolicy.values()) {
            if (policy.label().equals(errors)) {
                return policy;
            }
        }
        throw new RequestException("--errors: '" + errors + "' is neither raise nor ignore");
    }
}
