package io.cogstream.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagedRecordsTest {
    @TempDir
    private Path folder;

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void whatDoesNotFitTheHeapGoesToAFileThatIsGoneAfterwards() throws IOException {
        long count = 2_000_000;
        try (PagedRecords records = new PagedRecords(12, 9 << 20, folder)) {
            records.extendTo(count);
            assertThat(records.page(0).isDirect()).as("in a file").isFalse();
            assertThat(records.page(count - 1).isDirect()).as("in a file").isTrue();
            for (long record = 0; record < count; record++) {
                assertThat(records.page(record).getInt(records.offset(record) + 8))
                        .isZero();
                records.page(record).putLong(records.offset(record), record * 31);
                records.page(record).putInt(records.offset(record) + 8, (int) record);
            }
            for (long record = 0; record < count; record += 7) {
                assertThat(records.page(record).getLong(records.offset(record))).isEqualTo(record * 31);
                assertThat(records.page(record).getInt(records.offset(record) + 8))
                        .isEqualTo((int) record);
            }
        }
        assertThat(files()).isZero();
    }
}
