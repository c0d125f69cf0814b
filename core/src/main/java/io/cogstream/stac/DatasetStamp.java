package io.cogstream.stac;

import io.cogstream.failure.SourceException;
import io.cogstream.failure.TransientSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whether a catalog's files are still those that were searched; none of them is read.
 *
 * @param location absolute path of the file or folder
 * @param files how many there are
 * @param bytes of all of them
 * @param digest SHA-256 over each file's name, size and time of modification, in lower-case hex
 */
public record DatasetStamp(String location, int files, long bytes, String digest) {

    /**
     * @param location file or folder, absolute
     * @param files in the catalog's order
     */
    static DatasetStamp of(Path location, List<Path> files) throws SourceException {
        MessageDigest digest = sha256();
        long bytes = 0;
        for (Path file : files) {
            BasicFileAttributes attributes = attributes(file);
            String line = "%s\t%d\t%s\n"
                    .formatted(
                            location.relativize(file),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant());
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            bytes += attributes.size();
        }
        return new DatasetStamp(
                location.toString(), files.size(), bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static BasicFileAttributes attributes(Path file) throws SourceException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException failure) {
            throw new TransientSourceException(file.toString(), "its size can't be told: " + failure, failure);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
