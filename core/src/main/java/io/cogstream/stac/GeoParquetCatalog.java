package io.cogstream.stac;

import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.TransientSourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.io.ReadStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    public DatasetStamp stamp() throws SourceException {
        return DatasetStamp.of(folder == null ? files.get(0) : folder, files);
    }

    @Override
    public List<Item> search(ItemQuery query, AssetSelection assets) throws SourceException {
        CatalogSearch search = new CatalogSearch(query, assets, hrefs, statistics);
        List<Item> items = search.run(files.stream()
                .map(file -> new CatalogSearch.CatalogFile(file, folders(file)))
                .toList());
        if (!search.unknownSorts().isEmpty()) {
            throw new IllegalArgumentException(
                    "sortby names " + search.unknownSorts() + ", which no item of " + location + " has");
        }
        return items;
    }

    private Map<String, Object> folders(Path file) {
        return folder == null ? Map.of() : HivePartition.values(folder.relativize(file));
    }
}
