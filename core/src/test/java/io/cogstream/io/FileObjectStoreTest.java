package io.cogstream.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileObjectStoreTest {
    private static final String LEFTOVER = ".~0~01234567-89ab-cdef-0123-456789abcdef.tmp";

    @TempDir
    Path folder;

    private ExecutorService executor;
    private ObjectStore store;

    @BeforeEach
    void open() {
        executor = Executors.newFixedThreadPool(4);
        store = new FileObjectStore(folder.resolve("out.zarr"), executor);
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void readsBackWhatWasPut() {
        put("data/c/0/0/1/2", 7, 8, 9);

        assertThat(store.get("data/c/0/0/1/2").join()).containsExactly(7, 8, 9);
    }

    @Test
    void leavesTheCallersBufferAsItWas() {
        ByteBuffer content = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        store.put("a", content).join();

        assertThat(content.remaining()).isEqualTo(2);
        assertThat(store.get("a").join()).containsExactly(2, 3);
    }

    @Test
    void replacesAnObject() {
        put("zarr.json", 1, 1, 1);
        put("zarr.json", 2);

        assertThat(store.get("zarr.json").join()).containsExactly(2);
    }

    @Test
    void hasNothingWhereNothingWasPut() {
        put("data/c/0", 1);

        assertThat(store.get("absent").join()).isNull();
        assertThat(store.get("data/c").join()).as("a folder").isNull();
        assertThat(store.get("data/c/0/1").join()).as("below an object").isNull();
    }

    @Test
    void listsByPrefixWhetherOrNotItEndsAtAFolder() {
        put("data/c/0/0", 1);
        put("data/c/10/0", 1);
        put("data/zarr.json", 1);
        put("database", 1);

        assertThat(store.list("").join())
                .containsExactlyInAnyOrder("data/c/0/0", "data/c/10/0", "data/zarr.json", "database");
        assertThat(store.list("data/c/").join()).containsExactlyInAnyOrder("data/c/0/0", "data/c/10/0");
        assertThat(store.list("data/c/1").join()).containsExactly("data/c/10/0");
        assertThat(store.list("nowhere/").join()).isEmpty();
    }

    @Test
    void listsNothingInAStoreThatWasNeverWrittenTo() {
        assertThat(store.list("").join()).isEmpty();
    }

    @Test
    void doesNotShowWhatACrashLeftHalfWritten() throws IOException {
        put("data/c/1", 1);
        Files.write(folder.resolve("out.zarr/data/c/" + LEFTOVER), new byte[5]);

        assertThat(store.list("").join()).containsExactly("data/c/1");
        assertThatIllegalArgumentException().isThrownBy(() -> store.get("data/c/" + LEFTOVER));
    }

    @Test
    void deletesObjectsLeftoversAndEmptyFoldersOfThePrefixOnly() throws IOException {
        put("data/c/0", 1);
        put("data/zarr.json", 1);
        Path leftover = Files.write(folder.resolve("out.zarr/data/c/" + LEFTOVER), new byte[5]);

        store.deleteAll("data/c/").join();

        assertThat(leftover).doesNotExist();
        assertThat(folder.resolve("out.zarr/data/c")).doesNotExist();
        assertThat(store.list("").join()).containsExactly("data/zarr.json");
    }

    @Test
    void readersSeeTheOldOrTheNewObjectWhole() throws IOException {
        int size = 1 << 16;
        store.put("x", filled(size, 0)).join();
        List<CompletableFuture<?>> work = new ArrayList<>();
        List<CompletableFuture<byte[]>> reads = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            work.add(store.put("x", filled(size, i)));
            reads.add(store.get("x"));
        }
        work.forEach(CompletableFuture::join);

        for (CompletableFuture<byte[]> read : reads) {
            byte[] content = read.join();
            byte[] expected = new byte[size];
            Arrays.fill(expected, content[0]);
            assertThat(content).isEqualTo(expected);
        }
        try (Stream<Path> files = Files.list(folder.resolve("out.zarr"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void failsTheFutureWhenTheFolderCantBeMade() throws IOException {
        Files.write(folder.resolve("out.zarr"), new byte[1]);

        assertThat(store.put("a/b", filled(1, 0))).failsWithin(java.time.Duration.ofSeconds(10));
    }

    @Test
    void failsTheFutureWhenTheExecutorIsGone() {
        executor.shutdown();

        assertThat(store.get("a")).failsWithin(java.time.Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a//b", "a/", "../a", "a/../b", "a/..", "./a", "a\\..\\b", "a\0b"})
    void refusesKeysThatAreNotRelativeNames(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.get(key));
        assertThatIllegalArgumentException().isThrownBy(() -> store.put(key, filled(1, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "..", "../", "a//", "a/../"})
    void refusesPrefixesThatLeaveTheRoot(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.list(prefix));
        assertThatIllegalArgumentException().isThrownBy(() -> store.deleteAll(prefix));
    }

    @Test
    void opensPathsAndFileUrlsAlike() {
        put("k", 5);
        ObjectStore byUrl = ObjectStores.open(store.uri(), executor);
        ObjectStore byPath = ObjectStores.open(folder.resolve("out.zarr").toString(), executor);

        assertThat(byUrl.uri()).isEqualTo(store.uri()).startsWith("file:///").endsWith("/out.zarr");
        assertThat(byPath.uri()).isEqualTo(store.uri());
        assertThat(byUrl.get("k").join()).containsExactly(5);
    }

    @Test
    void namesWhatIsSupportedWhenASchemeIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectStores.open("https://user:secret@host/out.zarr", executor))
                .withMessageContaining("'https:'")
                .withMessageContaining("file: URL")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectStores.open("file:relative", executor));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectStores.open("file://host/out", executor));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectStores.open(" ", executor));
    }

    private void put(String key, int... content) {
        ByteBuffer bytes = ByteBuffer.allocate(content.length);
        for (int value : content) {
            bytes.put((byte) value);
        }
        store.put(key, bytes.flip()).join();
    }

    private static ByteBuffer filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return ByteBuffer.wrap(bytes);
    }
}
