package io.cogstream.stac;

import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.TransientSourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.io.ReadStatistics;
import io.cogstream.stac.parquet.ParquetTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One stac-geoparquet file, or every one in a folder. */
final class GeoParquetCatalog implements ItemCatalog {
    private final String location;
    /** Null if the catalog is a single file. */
    private final @Nullable Path folder;

    private final List<Path> files;
    private final HrefResolver hrefs;
    private final ReadStatistics statistics;

    private GeoParquetCatalog(
            String location, @Nullable Path folder, List<Path> files, HrefResolver hrefs, ReadStatistics statistics) {
        this.location = location;
        this.folder = folder;
        this.files = files;
        this.hrefs = hrefs;
        this.statistics = statistics;
    }

    static GeoParquetCatalog open(String location, List<HrefMapping> mappings, ReadStatistics statistics)
            throws SourceException {
        Path path = path(location);
        if (Files.isDirectory(path)) {
            return new GeoParquetCatalog(
                    location, path, files(location, path), new HrefResolver(path, mappings), statistics);
        }
        if (!Files.isRegularFile(path)) {
            throw new PermanentSourceException(location, "no such file or folder");
        }
        Path folder = path.getParent();
        return new GeoParquetCatalog(
                location, null, List.of(path), new HrefResolver(folder == null ? path : folder, mappings), statistics);
    }

    private static Path path(String location) throws SourceException {
        try {
            if (location.startsWith("file:")) {
                return Path.of(URI.create(location)).toAbsolutePath();
            }
            if (!location.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
                return Path.of(location).toAbsolutePath();
            }
        } catch (IllegalArgumentException | FileSystemNotFoundException malformed) {
            throw new PermanentSourceException(location, "not a file name: " + malformed.getMessage(), malformed);
        }
        throw new UnsupportedSourceException(location, "an index is read from local files only; copy it here first");
    }

    private static List<Path> files(String location, Path folder) throws SourceException {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> files = tree.filter(file -> isData(folder.relativize(file)) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
            if (files.isEmpty()) {
                throw new PermanentSourceException(location, "no .parquet file in this folder");
            }
            return files;
        } catch (IOException | UncheckedIOException failure) {
            if (failure instanceof SourceException known) {
                throw known;
            }
            throw new TransientSourceException(location, "folder can't be listed: " + failure, failure);
        }
    }

    /** Names that begin with {@code _} or {@code .} are metadata or unfinished, by the convention of partitioned sets. */
    private static boolean isData(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith("_") || part.toString().startsWith(".")) {
                return false;
            }
        }
        return relative.toString().endsWith(".parquet");
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public List<Item> search(ItemQuery query, AssetSelection assets) throws SourceException {
        List<Found> found = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>();
        query.sort().forEach(key -> unknown.add(key.field()));
        Set<String> absent = new LinkedHashSet<>(query.filter().fields());
        for (Path file : files) {
            try (ParquetTable table = ParquetTable.open(file, statistics)) {
                ItemFileReader reader = new ItemFileReader(table, query, assets, partition(file));
                found.addAll(found(reader, query));
                unknown.removeIf(reader::knows);
                absent.removeIf(reader::knowsForFilter);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("sortby names " + unknown + ", which no item of " + location + " has");
        }
        if (!absent.isEmpty()) {
            // As lazycogs has it: a filter on what no item has finds nothing, not even with IS NULL.
            return List.of();
        }
        if (!query.sort().isEmpty()) {
            found.sort(order(query.sort()));
        }
        return found.stream().map(Found::item).toList();
    }

    private Map<String, Object> partition(Path file) {
        return folder == null ? Map.of() : HivePartition.values(folder.relativize(file));
    }

    private List<Found> found(ItemFileReader reader, ItemQuery query) throws SourceException {
        List<ItemRow> rows = new ArrayList<>();
        reader.search(rows);
        List<Found> found = new ArrayList<>();
        for (ItemRow row : rows) {
            List<@Nullable Object> keys = new ArrayList<>();
            query.sort().forEach(key -> keys.add(row.field(key.field())));
            found.add(new Found(reader.item(row, hrefs), keys));
        }
        return found;
    }

    private static Comparator<Found> order(List<SortKey> keys) {
        List<Comparator<@Nullable Object>> orders =
                keys.stream().map(ValueOrder::of).toList();
        return (a, b) -> {
            int result = 0;
            for (int i = 0; i < orders.size() && result == 0; i++) {
                result = orders.get(i).compare(a.keys.get(i), b.keys.get(i));
            }
            return result;
        };
    }

    private record Found(Item item, List<@Nullable Object> keys) {}
}
