package io.cogstream.stac;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.io.ReadStatistics;
import io.cogstream.stac.cql2.Cql2Filter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CQL2 filters on files. */
class CatalogFilterTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = 'A-20221231'|A-20221231",
                "assets.red.roles IS NOT NULL AND A_CONTAINS(assets.red.roles, ('data')) AND id LIKE 'X%'|X-20230603",
                "S_INTERSECTS(geometry, BBOX(179, -90, -179, 90))|X-20230603",
                "start_datetime = TIMESTAMP('2023-08-01T00:00:00Z') AND datetime IS NULL|C-range",
                "no:such IS NULL|",
                "no:such = 1 OR id = 'A-20221231'|",
            })
    void filtersByPropertiesListsAndPlaces(String filter, String expected) throws Exception {
        for (String name : List.of("items-rustac.parquet", "items-stacgeoparquet.parquet")) {
            assertThat(filtered(fixture(name), filter))
                    .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
        }
    }

    @Test
    void partsOfAHivePathAreProperties() throws Exception {
        Path month = Files.createDirectories(folder.resolve("kind=a%20b").resolve("month=6"));
        Files.copy(fixture("items-rustac.parquet"), month.resolve("x=7.parquet"));

        assertThat(filtered(folder, "kind = 'a b' AND month = 6")).hasSize(37);
        assertThat(filtered(folder, "month > 6")).isEmpty();
        assertThat(filtered(folder, "x IS NULL")).isEmpty();
    }

    private static List<String> filtered(Path file, String filter) throws Exception {
        ItemQuery query = ItemQuery.ALL.withFilter(Cql2Filter.parse(filter));
        return ItemCatalog.open(file.toString(), List.of(), new ReadStatistics())
                .search(query, AssetSelection.ofKeys(Set.of()))
                .stream()
                .map(Item::id)
                .toList();
    }

    private static Path fixture(String name) throws URISyntaxException {
        return Path.of(CatalogFilterTest.class.getResource(name).toURI());
    }
}
