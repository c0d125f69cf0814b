package io.cogstream.sample;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.open.RequestException;
import io.cogstream.proj.Crs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Points from a file: GeoJSON if it begins with a brace, else CSV. */
public final class PointsFile {
    private PointsFile() {}

    /**
     * Reads all points.
     *
     * @param crs of the coordinates of a CSV file, null for longitude and latitude
     * @param idField property or column that names the points; null for the Feature's id or the column {@code id}, where there
     *     are such, and else the number of the Feature or record, from 0
     * @throws RequestException if {@code crs} or {@code idField} does not suit the file
     * @throws SourceException if the file can't be read or has no points; the message says in which line
     */
    public static PointSet read(Path file, @Nullable Crs crs, @Nullable String idField)
            throws RequestException, SourceException {
        String name = file.toString();
        try (BufferedReader text = Files.newBufferedReader(file)) {
            int first = firstCharacter(text);
            if (first == '{' && crs != null) {
                throw new RequestException(
                        "--points-crs: '%s' is GeoJSON, which is in longitude and latitude (RFC 7946)".formatted(name));
            }
            PointSet points = first == '{'
                    ? new GeoJsonPoints(name, idField).read(text)
                    : new CsvPoints(name, crs == null ? Crs.LONGITUDE_LATITUDE : crs, idField).read(text);
            if (points.size() == 0) {
                throw new MalformedSourceException(name, "it has no points");
            }
            return points;
        } catch (SourceException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new PermanentSourceException(name, "no such file", e);
        } catch (CharacterCodingException e) {
            throw new MalformedSourceException(name, "not UTF-8 text", e);
        } catch (IOException e) {
            throw new PermanentSourceException(name, "not readable: " + e.getMessage(), e);
        }
    }

    /** The first one that is neither white space nor a byte order mark; what comes before it stays unread but for the mark. */
    private static int firstCharacter(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        int ahead = 4096;
        text.mark(ahead);
        int character = text.read();
        for (int read = 1; read < ahead && Character.isWhitespace(character); read++) {
            character = text.read();
        }
        text.reset();
        return character;
    }
}
