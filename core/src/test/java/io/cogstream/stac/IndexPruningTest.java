package io.cogstream.stac;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.failure.SourceException;
import io.cogstream.grid.BoundingBox;
import io.cogstream.io.ReadStatistics;
import io.cogstream.stac.cql2.Cql2Filter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left unread because folders, statistics or metadata tell enough; and that the answer is the whole file's. */
class IndexPruningTest {
    /** Files below {@code by-month}. */
    private static final int MONTHS = 9;

    @TempDir
    private Path folder;

    private record Answer(List<String> ids, long files, long bytes) {}

    private static Answer ask(Path items, ItemQuery query) throws SourceException {
        ReadStatistics read = new ReadStatistics();
        List<String> ids =
                ItemCatalog.open(items.toString(), List.of(), read)
                        .search(query, AssetSelection.ofKeys(Set.of("red")))
                        .stream()
                        .map(Item::id)
                        .toList();
        return new Answer(ids, read.files(), read.bytes());
    }

    private static Answer askWhole(ItemQuery query) throws Exception {
        return ask(fixture("items-rustac.parquet"), query);
    }

    private static ItemQuery during(String datetime) {
        return ItemQuery.ALL.withDatetime(DatetimeInterval.parse(datetime));
    }

    private static ItemQuery where(String filter) {
        return ItemQuery.ALL.withFilter(Cql2Filter.parse(filter));
    }

    private static Path fixture(String name) throws URISyntaxException {
        return Path.of(IndexPruningTest.class.getResource(name).toURI());
    }

    private Path put(String name, Path source) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        return Files.copy(source, target);
    }

    private static Path month(String folders) throws URISyntaxException {
        return fixture("by-month").resolve("collection=mini").resolve(folders).resolve("items.parquet");
    }

    @ParameterizedTest
    @CsvSource({
        // A month may have been cut in another time zone, so the next one is opened on its last day. All others that
        // are
        // opened are to bear the folders out: the first, the last, and those next to the wanted time.
        "2023-06-02/2023-06-30, 2, 4",
        "2023-06-10/2023-06-20, 1, 4",
        "2023-09-15, 1, 4",
        "2022-12-31, 2, 2",
        "2023-12-01/.., 3, 2",
        "2019-01-01, 0, 2",
    })
    void onlyTheFoldersOfTheTimeAreOpened(String datetime, int wanted, int witnesses) throws Exception {
        Answer answer = ask(fixture("by-month"), during(datetime));

        assertThat(answer.ids())
                .containsExactlyInAnyOrderElementsOf(askWhole(during(datetime)).ids());
        assertThat(answer.files()).isEqualTo(wanted + witnesses);
    }

    @Test
    void anItemWithARangeIsFoundInTheFolderOfItsStart() throws Exception {
        Answer answer = ask(fixture("by-month"), during("2023-08-01"));

        assertThat(answer.ids()).contains("C-range");
        assertThat(answer.files()).isEqualTo(2 + 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "year=2023/month=7",
                "year=2023",
                "month=2023-07",
                "date=2023-07-01",
                "year=2023/month=13",
                "year=99999999999/month=7",
            })
    void foldersThatSayOtherTimesThanTheirItemsAreNotReliedOn(String name) throws Exception {
        put("year=2022/month=1/items.parquet", month("year=2022/month=12"));
        put(name + "/june.parquet", month("year=2023/month=6"));
        put("year=1999/all.parquet", fixture("items-rustac.parquet"));
        for (String datetime : List.of("2022-01-01/2022-12-31", "2023-06-01/2023-06-30", "2023-07-01")) {
            assertThat(Set.copyOf(ask(folder, during(datetime)).ids()))
                    .isEqualTo(Set.copyOf(askWhole(during(datetime)).ids()));
        }
    }

    @Test
    void monthsOfPublicationAreNotTakenForTheItemsOwn() throws Exception {
        put("year=2023/month=1/a.parquet", month("year=2022/month=12"));
        put("year=2023/month=7/b.parquet", month("year=2023/month=6"));
        put("year=2023/month=8/c.parquet", month("year=2023/month=7"));
        put("year=2023/month=9/d.parquet", month("year=2023/month=9"));

        assertThat(ask(folder, during("2023-06-10/2023-06-20")).ids())
                .isEqualTo(askWhole(during("2023-06-10/2023-06-20")).ids())
                .isNotEmpty();
    }

    @Test
    void daysAndTextMonthsAreTimesToo() throws Exception {
        put("month=2022-12/items.parquet", month("year=2022/month=12"));
        put("month=2023-06/items.parquet", month("year=2023/month=6"));
        put("month=2023-07/items.parquet", month("year=2023/month=7"));
        put("month=2023-09/items.parquet", month("year=2023/month=9"));
        put("month=2024-02/items.parquet", month("year=2024/month=2"));
        Answer answer = ask(folder, during("2024-02-10/2024-02-29"));

        assertThat(answer.ids())
                .isEqualTo(askWhole(during("2024-02-10/2024-02-29")).ids());
        assertThat(answer.files()).isEqualTo(1 + 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "month = 6 AND year = 2023|1|2023-06-01/2023-06-30",
                "year < 2023|1|2022-01-01/2022-12-31",
                "2024 <= year|2|2024-01-01/2024-12-31",
                "month BETWEEN 7 AND 8 AND gsd > 0|2|2023-07-01/2023-08-31",
                "year IN (2022, 2024) AND collection = 'mini'|3|",
                "year = 2021|1|2021-01-01",
                "collection = 'maxi'|1|2021-01-01",
            })
    void valuesOfFoldersAnswerFilters(String filter, int files, String datetime) throws Exception {
        Answer answer = ask(fixture("by-month"), where(filter));

        assertThat(answer.files()).isEqualTo(files);
        if (datetime != null) {
            assertThat(answer.ids())
                    .containsExactlyInAnyOrderElementsOf(
                            askWhole(during(datetime)).ids());
        }
    }

    @Test
    void aFolderGivesTheCollectionThatItsFilesLack() throws Exception {
        Answer answer = ask(fixture("by-month"), ItemQuery.ALL.withCollections(List.of("mini")));

        assertThat(answer.ids()).hasSize(37);
        assertThat(ask(fixture("by-month"), ItemQuery.ALL.withCollections(List.of("maxi"))))
                .satisfies(none -> assertThat(none.ids()).isEmpty())
                .satisfies(none -> assertThat(none.files()).isEqualTo(1));
    }

    @Test
    void aColumnSaysMoreThanAFolder() throws Exception {
        put("gsd=5/a.parquet", month("year=2022/month=12"));
        put("gsd=7/b.parquet", month("year=2023/month=6"));
        Answer all = ask(folder, ItemQuery.ALL);
        Answer fine = ask(folder, where("gsd = 60"));

        assertThat(fine.ids()).isNotEmpty().isEqualTo(all.ids());
        assertThat(ask(folder, where("gsd = 5")).ids()).isEmpty();
    }

    @Test
    void aFieldThatOnlyAnUnreadFileHasIsStillKnown() throws Exception {
        put("month=6/a.parquet", month("year=2023/month=6"));
        put("month=7/b.parquet", fixture("items-rustac.parquet"));

        assertThat(ask(folder, where("month = 6 AND proj:code IS NULL")).ids())
                .isEqualTo(ask(folder, where("month = 6")).ids())
                .isNotEmpty();
    }

    @Test
    void everyMonthIsOpenedWhereTheQueryDoesNotSay() throws Exception {
        assertThat(ask(fixture("by-month"), where("gsd > 0 OR month = 6")).files())
                .isEqualTo(MONTHS);
        assertThat(ask(fixture("by-month"), where("NOT month = 6")).files()).isEqualTo(MONTHS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eo:cloud_cover > 100",
                "gsd BETWEEN 1e9 AND 2e9",
                "id IN ('0', 'a')",
                "datetime < TIMESTAMP('1999-01-01T00:00:00Z')",
                "'1999-01-01' > datetime",
                "grid:code = 'nowhere' AND gsd > 0",
            })
    void aFilterThatNoStatisticsMeetReadsFootersOnly(String filter) throws Exception {
        Path items = fixture("items-rowgroups.parquet");
        long footer = ask(items, during("1999-01-01")).bytes();

        assertThat(ask(items, where(filter))).isEqualTo(new Answer(List.of(), 1, footer));
    }

    @Test
    void idsAndFiltersReadTheRowGroupsThatMayHaveThem() throws Exception {
        Path items = fixture("items-rowgroups.parquet");
        long footer = ask(items, during("1999-01-01")).bytes();
        long all = ask(items, ItemQuery.ALL).bytes() - footer;
        List<String> ids = List.of("X-20230603");

        for (ItemQuery query : List.of(ItemQuery.ALL.withIds(ids), where("id = 'X-20230603'"))) {
            Answer answer = ask(items, query);
            assertThat(answer.ids()).isEqualTo(ids);
            assertThat(answer.bytes() - footer).isBetween(1L, all / 3);
        }
    }

    @Test
    void boundsAreTheColumnsThatTheMetadataName() throws Exception {
        Path items = fixture("items-covering.parquet");
        long footer = ask(items, during("1999-01-01")).bytes();
        long all = ask(items, ItemQuery.ALL).bytes() - footer;
        for (BoundingBox box : List.of(
                new BoundingBox(-120, -20, -100, -5),
                new BoundingBox(-110, 38, -107, 40),
                new BoundingBox(179, 0, 180, 90))) {
            ItemQuery query = ItemQuery.ALL.withBoxes(List.of(box));
            Answer answer = ask(items, query);

            assertThat(answer.ids()).isNotEmpty().isEqualTo(askWhole(query).ids());
        }
        ItemQuery south = ItemQuery.ALL.withBoxes(List.of(new BoundingBox(-120, -20, -100, -5)));
        assertThat(ask(items, south).bytes() - footer).isBetween(1L, all / 2);
    }

    @Test
    void placesThatNothingMeetsReadLittleMoreThanFooters() throws Exception {
        ItemQuery nowhere = ItemQuery.ALL.withBoxes(List.of(new BoundingBox(0, 0, 1, 1)));
        Path items = fixture("items-covering.parquet");

        // The one row group that may cross the antimeridian has its bounds read.
        assertThat(ask(items, nowhere).bytes())
                .isLessThan(ask(items, during("1999-01-01")).bytes() + 1000);
    }
}
