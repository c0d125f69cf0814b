package io.cogstream.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files below a folder. An object is written to a temporary file in its own folder and renamed, so that readers
 * see the old object, the new one or none. Files are not forced to disk: after a crash of the machine (not of the process)
 * the newest objects may be missing or empty. Temporary files that a crash left behind are invisible to {@link #get} and
 * {@link #list}; {@link #deleteAll} removes them with the objects they would have become.
 *
 * <p>Keys must be relative, without empty parts, {@code .} or {@code ..}; else methods throw IllegalArgumentException.
 * Futures fail with IOException.
 */
public final class FileObjectStore implements ObjectStore {
    /** Somebody may remove a folder between its creation and its use; each further try means one more such race. */
    private static final int FOLDER_TRIES = 5;

    private final Path root;
    private final Executor executor;

    /**
     * @param root the folder; made when the first object is written
     * @param executor where blocking work runs
     */
    public FileObjectStore(Path root, Executor executor) {
        this.root = root.toAbsolutePath().normalize();
        this.executor = executor;
    }

    @Override
    public String uri() {
        String uri = root.toUri().toString();
        return uri.endsWith("/") && root.getNameCount() > 0 ? uri.substring(0, uri.length() - 1) : uri;
    }

    @Override
    public CompletableFuture<@Nullable Void> put(String key, ByteBuffer content) {
        Path target = path(ObjectKeys.checkKey(key));
        ByteBuffer bytes = content.duplicate();
        return submit(() -> {
            write(target, bytes);
            return null;
        });
    }

    @Override
    public CompletableFuture<byte @Nullable []> get(String key) {
        Path file = path(ObjectKeys.checkKey(key));
        return submit(() -> read(file));
    }

    @Override
    public CompletableFuture<List<String>> list(String prefix) {
        ObjectKeys.checkPrefix(prefix);
        return submit(() -> {
            List<String> keys = new ArrayList<>();
            walk(prefix, new Visitor() {
                @Override
                void file(Path file, String name) {
                    if (!TemporaryName.matches(name)) {
                        keys.add(key(file));
                    }
                }
            });
            keys.removeIf(key -> !key.startsWith(prefix));
            return keys;
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> deleteAll(String prefix) {
        ObjectKeys.checkPrefix(prefix);
        return submit(() -> {
            walk(prefix, new Deletion(key -> key.startsWith(prefix)));
            return null;
        });
    }

    private Path path(String key) {
        return root.resolve(key);
    }

    private String key(Path file) {
        Path relative = root.relativize(file);
        StringBuilder key = new StringBuilder();
        for (Path part : relative) {
            key.append(key.length() == 0 ? "" : "/").append(part);
        }
        return key.toString();
    }

    private <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            executor.execute(() -> complete(future, work));
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    /** Nothing may escape: a future that never completes would stop its caller for good. */
    @SuppressWarnings("CatchingUnchecked")
    private static <T extends @Nullable Object> void complete(CompletableFuture<T> future, Callable<T> work) {
        try {
            future.complete(work.call());
        } catch (Exception | Error e) {
            future.completeExceptionally(e);
        }
    }

    private static void write(Path target, ByteBuffer content) throws IOException {
        String name = String.valueOf(target.getFileName());
        Path temporary = target.resolveSibling(TemporaryName.of(name));
        try {
            try (FileChannel channel = create(temporary)) {
                FileSlices.write(channel, content);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            } catch (NoSuchFileException e) {
                if (attempt == FOLDER_TRIES) {
                    throw e;
                }
                Files.createDirectories(file.getParent());
            }
        }
    }

    private static byte @Nullable [] read(Path file) throws IOException {
        try {
            long size = Files.size(file);
            if (size > Integer.MAX_VALUE - 8) {
                throw new IOException(file + ": object of " + size + " bytes is too large to be read whole");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            if (Files.isRegularFile(file)) {
                throw e;
            }
            return null;
        }
    }

    /** Visits every file of the deepest folder that holds all keys with the prefix. */
    private void walk(String prefix, Visitor visitor) throws IOException {
        int folderEnd = prefix.lastIndexOf('/');
        Path folder = folderEnd < 0 ? root : path(prefix.substring(0, folderEnd));
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, visitor);
        }
    }

    /** Takes no notice of files that vanish during the walk. */
    private abstract static class Visitor extends SimpleFileVisitor<Path> {
        abstract void file(Path file, String name) throws IOException;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            file(file, String.valueOf(file.getFileName()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }

    private final class Deletion extends Visitor {
        private final Predicate<String> chosen;

        Deletion(Predicate<String> chosen) {
            this.chosen = chosen;
        }

        @Override
        void file(Path file, String name) throws IOException {
            String target = TemporaryName.target(name);
            if (chosen.test(key(target == null ? file : file.resolveSibling(target)))) {
                Files.deleteIfExists(file);
            }
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e == null && !folder.equals(root) && chosen.test(key(folder) + "/")) {
                try {
                    Files.deleteIfExists(folder);
                } catch (DirectoryNotEmptyException inUse) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
