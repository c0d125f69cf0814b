package io.cogstream.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.FailureKind;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.grid.BoundingBox;
import io.cogstream.io.ReadStatistics;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoParquetCatalogTest {
    private static final BoundingBox COLORADO = new BoundingBox(-110, 38, -107, 40);

    @TempDir
    Path folder;

    private static Path fixture(String name) throws URISyntaxException {
        return Path.of(GeoParquetCatalogTest.class.getResource(name).toURI());
    }

    private static List<Item> search(Path file, ItemQuery query, String... assets) throws SourceException {
        return ItemCatalog.open(file.toString(), List.of(), new ReadStatistics())
                .search(query, assets.length == 0 ? AssetSelection.ALL : AssetSelection.ofKeys(Set.of(assets)));
    }

    private static List<String> ids(Path file, ItemQuery query) throws SourceException {
        return search(file, query).stream().map(Item::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"items-rustac.parquet", "items-stacgeoparquet.parquet", "items-rowgroups.parquet"})
    void readsEveryItemInFileOrder(String name) throws Exception {
        List<Item> items = search(fixture(name), ItemQuery.ALL);

        assertThat(items).hasSize(37);
        Item first = items.get(0);
        assertThat(first.id()).isEqualTo("A-20221231");
        assertThat(first.collection()).isEqualTo("mini");
        assertThat(first.time()).isEqualTo(Instant.parse("2022-12-31T18:00:00Z"));
        assertThat(first.dateOnly()).isFalse();
        assertThat(first.footprint().boxes())
                .containsExactly(new BoundingBox(-108.467158623, 38.778999399, -108.182616129, 39.001376162));
        assertThat(first.assets().keySet()).containsExactlyInAnyOrder("red", "green", "nir", "scl", "thumbnail");
        Asset red = first.assets().get("red");
        assertThat(red.href())
                .isEqualTo(fixture(name)
                        .resolveSibling("assets/A-20221231/red.tif")
                        .toString());
        assertThat(red.type()).isEqualTo("image/tiff; application=geotiff; profile=cloud-optimized");
        assertThat(red.roles()).containsExactly("data", "reflectance");
        assertThat(red.isData()).isTrue();
        assertThat(first.assets().get("thumbnail").isData()).isFalse();
    }

    @Test
    void bothWritersGiveTheSameItems() throws Exception {
        assertThat(search(fixture("items-stacgeoparquet.parquet"), ItemQuery.ALL))
                .isEqualTo(search(fixture("items-rustac.parquet"), ItemQuery.ALL))
                .isEqualTo(search(fixture("items-rowgroups.parquet"), ItemQuery.ALL));
    }

    @Test
    void anItemWithARangeHasItsStartAsTime() throws Exception {
        Item range = search(fixture("items-rustac.parquet"), ItemQuery.ALL.withIds(List.of("C-range")))
                .get(0);

        assertThat(range.time().toString()).startsWith("2023-08-01T");
    }

    @Test
    void anItemAcrossTheAntimeridianIsFoundOnBothSidesOnly() throws Exception {
        Path file = fixture("items-rustac.parquet");
        Item crossing =
                search(file, ItemQuery.ALL.withIds(List.of("X-20230603"))).get(0);

        assertThat(crossing.footprint().boxes()).hasSize(2);
        for (BoundingBox part : crossing.footprint().boxes()) {
            assertThat(ids(file, ItemQuery.ALL.withBoxes(List.of(part)))).containsExactly("X-20230603");
        }
        assertThat(ids(file, ItemQuery.ALL.withBoxes(List.of(new BoundingBox(-100, -30, 170, 30)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"items-rustac.parquet", "items-stacgeoparquet.parquet", "items-rowgroups.parquet"})
    void selectsByEveryPartOfTheQuery(String name) throws Exception {
        Path file = fixture(name);

        assertThat(ids(file, ItemQuery.ALL.withBoxes(List.of(COLORADO))))
                .hasSize(31)
                .doesNotContain("X-20230603", "S-20230603");
        assertThat(ids(file, ItemQuery.ALL.withDatetime(DatetimeInterval.parse("2023-01-01"))))
                .containsExactly("A-20230101");
        assertThat(ids(file, ItemQuery.ALL.withDatetime(DatetimeInterval.parse("2023-08-02"))))
                .doesNotContain("C-range");
        assertThat(ids(file, ItemQuery.ALL.withIds(List.of("D-20230603", "A-20230603", "nope"))))
                .containsExactly("A-20230603", "D-20230603");
        assertThat(ids(file, ItemQuery.ALL.withCollections(List.of("mini")))).hasSize(37);
        assertThat(ids(file, ItemQuery.ALL.withCollections(List.of("maxi")))).isEmpty();
    }

    @Test
    void sortsWithNullsLastAndTiesInFileOrder() throws Exception {
        Path file = fixture("items-stacgeoparquet.parquet");
        ItemQuery july = ItemQuery.ALL.withDatetime(DatetimeInterval.parse("2023-07-01"));

        List<String> ascending = ids(file, july.withSort(SortKey.parseList("properties.eo:cloud_cover")));
        List<String> descending = ids(file, july.withSort(SortKey.parseList("-eo:cloud_cover")));
        assertThat(ascending).hasSize(4).endsWith("C-20230701");
        assertThat(descending).endsWith("C-20230701");
        assertThat(descending.subList(0, 3)).containsExactlyInAnyOrderElementsOf(ascending.subList(0, 3));
        assertThat(ids(file, july.withSort(SortKey.parseList("collection")))).isEqualTo(ids(file, july));
        assertThat(ids(file, july.withSort(SortKey.parseList("-id"))).get(0)).isEqualTo("C-20230701");
        assertThatThrownBy(() -> ids(file, july.withSort(SortKey.parseList("nope"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nope");
    }

    @Test
    void asksAFilterWithTheValuesOfItsFieldsOnly() throws Exception {
        ItemFilter clear = new ItemFilter() {
            @Override
            public Set<String> fields() {
                return Set.of("eo:cloud_cover");
            }

            @Override
            public boolean test(Function<String, @Nullable Object> values) {
                return values.apply("eo:cloud_cover") instanceof Double cover && cover < 5;
            }
        };

        assertThat(ids(fixture("items-rustac.parquet"), ItemQuery.ALL.withFilter(clear)))
                .contains("A-20221231")
                .doesNotContain("B-20221231", "C-20230701");
    }

    @Test
    void readsOnlyTheWantedAssets() throws Exception {
        assertThat(search(fixture("items-rustac.parquet"), ItemQuery.ALL, "red", "nope"))
                .allSatisfy(item ->
                        assertThat(Set.of("red")).containsAll(item.assets().keySet()));
    }

    @Test
    void projectsColumnsAndSkipsRowGroups() throws Exception {
        Path file = fixture("items-rowgroups.parquet");
        ItemQuery day = ItemQuery.ALL.withDatetime(DatetimeInterval.parse("2022-12-31"));
        ItemQuery south = ItemQuery.ALL.withBoxes(List.of(new BoundingBox(-120, -20, -100, -5)));
        long footer = bytesRead(file, ItemQuery.ALL.withDatetime(DatetimeInterval.parse("1999-12-31")));
        long all = bytesRead(file, ItemQuery.ALL) - footer;

        assertThat(bytesRead(file, ItemQuery.ALL, "red") - footer).isBetween(1L, all * 3 / 5);
        assertThat(bytesRead(file, day) - footer).isBetween(1L, all / 5);
        assertThat(bytesRead(file, south) - footer).isBetween(1L, all / 2);
        assertThat(ids(file, south)).hasSize(5);
    }

    private static long bytesRead(Path file, ItemQuery query, String... assets) throws SourceException {
        ReadStatistics statistics = new ReadStatistics();
        ItemCatalog.open(file.toString(), List.of(), statistics)
                .search(query, assets.length == 0 ? AssetSelection.ALL : AssetSelection.ofKeys(Set.of(assets)));
        return statistics.bytes();
    }

    @Test
    void aFolderIsReadInOrderOfNamesAndHrefsStartAtItsRoot() throws Exception {
        for (String year : List.of("year=2024", "year=2023", "_temporary", ".crc")) {
            Files.createDirectories(folder.resolve(year));
            Files.copy(fixture("items-rustac.parquet"), folder.resolve(year).resolve("items.parquet"));
        }
        Files.copy(fixture("items-stacgeoparquet.parquet"), folder.resolve("year=2023/a.parquet"));
        Files.writeString(folder.resolve("year=2023/_SUCCESS"), "");
        List<Item> items = ItemCatalog.open(folder.toUri().toString(), List.of(), new ReadStatistics())
                .search(
                        ItemQuery.ALL.withIds(List.of("A-20230603", "B-20230603")),
                        AssetSelection.ofKeys(Set.of("red")));

        assertThat(items.stream().map(Item::id))
                .containsExactly("A-20230603", "B-20230603", "A-20230603", "B-20230603", "A-20230603", "B-20230603");
        assertThat(items.get(0).assets().get("red").href())
                .isEqualTo(folder.resolve("assets/A-20230603/red.tif").toString());
    }

    @Test
    void rewritesHrefsAsTheyStandOrAsTheyResolve() throws Exception {
        Path file = fixture("items-rustac.parquet");
        String resolved = file.resolveSibling("assets").toString();
        for (String from : List.of("assets", resolved)) {
            List<HrefMapping> mappings =
                    List.of(HrefMapping.parse("nope=x"), HrefMapping.parse(from + "=https://host/a=b"));
            Item item = ItemCatalog.open(file.toString(), mappings, new ReadStatistics())
                    .search(ItemQuery.ALL, AssetSelection.ofKeys(Set.of("red")))
                    .get(0);

            assertThat(item.assets().get("red").href()).isEqualTo("https://host/a=b/A-20221231/red.tif");
        }
        assertThatThrownBy(() -> HrefMapping.parse("nothing")).hasMessageContaining("FROM=TO");
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoIndex() throws Exception {
        Path text = Files.writeString(folder.resolve("text.parquet"), "this is not a Parquet file, but long enough");
        Path empty = Files.createFile(folder.resolve("empty.parquet"));

        for (Path file : List.of(text, empty)) {
            assertThatThrownBy(() -> search(file, ItemQuery.ALL))
                    .isInstanceOf(MalformedSourceException.class)
                    .hasMessageStartingWith("[" + file + "] footer: not readable as Parquet");
        }
        assertThatThrownBy(() -> search(folder.resolve("absent.parquet"), ItemQuery.ALL))
                .isInstanceOf(PermanentSourceException.class)
                .hasMessageContaining("absent.parquet");
        Path none = Files.createDirectory(folder.resolve("none"));
        assertThatThrownBy(() -> search(none, ItemQuery.ALL))
                .isInstanceOf(PermanentSourceException.class)
                .hasMessageContaining("no .parquet file");
        assertThatThrownBy(() -> ItemCatalog.open("s3://bucket/items.parquet", List.of(), new ReadStatistics()))
                .isInstanceOf(UnsupportedSourceException.class)
                .extracting(error -> ((SourceException) error).kind())
                .isEqualTo(FailureKind.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"geometry", "id", "assets"})
    void namesTheColumnThatIsMissing(String column) throws Exception {
        byte[] bytes = Files.readAllBytes(fixture("items-rowgroups.parquet"));
        Path renamed = Files.write(folder.resolve("renamed.parquet"), renameColumn(bytes, column));

        assertThatThrownBy(() -> search(renamed, ItemQuery.ALL))
                .isInstanceOf(MalformedSourceException.class)
                .hasMessageContaining("'" + column + "'")
                .hasMessageContaining(renamed.toString());
    }

    /** Names stand in the footer behind their length, as Thrift's compact protocol writes them. */
    private static byte[] renameColumn(byte[] file, String name) {
        byte[] wanted = ((char) name.length() + name).getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < file.length - wanted.length; at++) {
            if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
                Arrays.fill(file, at + 1, at + wanted.length, (byte) 'q');
            }
        }
        return file;
    }

    @Test
    void damagedFilesGiveTypedErrorsOnly() throws Exception {
        byte[] bytes = Files.readAllBytes(fixture("items-rustac.parquet"));
        SplittableRandom random = new SplittableRandom(17);
        Path file = folder.resolve("damaged.parquet");
        for (int round = 0; round < 300; round++) {
            byte[] damaged =
                    random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            for (int flips = random.nextInt(6); flips >= 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            searchOrFailTyped(file);
        }
    }

    private static void searchOrFailTyped(Path file) throws IOException {
        try {
            search(file, ItemQuery.ALL.withBoxes(List.of(COLORADO)));
        } catch (SourceException expected) {
            assertThat(expected.getMessage()).startsWith("[" + file);
        }
    }
}
