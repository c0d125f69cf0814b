package io.cogstream.explain;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteRange;
import io.cogstream.make.ChunkReads;
import io.cogstream.make.LevelRead;
import io.cogstream.make.SourceRead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row per chunk and source, and one for a chunk that has none, as CSV by <a
 * href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a> with a header row. What is not known is left empty.
 */
public final class ReadTable implements ReadSink {
    private static final List<String> CHUNK =
            List.of("band", "time_index", "time", "chunk_row", "chunk_col", "chunk_width", "chunk_height", "sources");
    private static final List<String> SOURCE = List.of("item", "asset", "href", "wave");
    private static final List<String> LEVEL = List.of(
            "level",
            "pixel_width",
            "pixel_height",
            "window_col",
            "window_row",
            "window_width",
            "window_height",
            "tiles",
            "requests",
            "bytes",
            "ranges");
    private static final List<String> PROBLEM = List.of("kind", "message");

    private final OpenArray array;
    private final Appendable out;

    public ReadTable(OpenArray array, Appendable out) {
        this.array = array;
        this.out = out;
    }

    /** The header row. */
    public void start() throws IOException {
        List<String> names = new ArrayList<>(CHUNK);
        names.addAll(SOURCE);
        names.addAll(LEVEL);
        names.addAll(PROBLEM);
        row(names);
    }

    @Override
    public void accept(ChunkReads chunk) throws IOException {
        List<String> place = chunk(chunk);
        if (chunk.sources().isEmpty() || chunk.problem() != null) {
            List<String> row = new ArrayList<>(place);
            row.addAll(blanks(SOURCE.size() + LEVEL.size()));
            row.addAll(chunk.problem() == null ? blanks(PROBLEM.size()) : List.of("contract", chunk.problem()));
            row(row);
        }
        for (SourceRead source : chunk.sources()) {
            List<String> row = new ArrayList<>(place);
            row.addAll(source(chunk.index(), source));
            row(row);
        }
    }

    private List<String> chunk(ChunkReads chunk) {
        ChunkIndex index = chunk.index();
        ChunkPlace place = ChunkPlace.of(array.spec(), index);
        return texts(
                place.band(),
                index.time(),
                place.time(),
                index.y(),
                index.x(),
                place.pixels().width(),
                place.pixels().height(),
                chunk.sources().size());
    }

    private List<String> source(ChunkIndex index, SourceRead source) {
        List<String> cells = new ArrayList<>(texts(
                array.index().id(source.item()),
                array.spec().bands().get(index.band()).asset(),
                source.href(),
                source.wave()));
        cells.addAll(source.level() == null ? blanks(LEVEL.size()) : level(source.level()));
        cells.addAll(
                source.problem() == null
                        ? blanks(PROBLEM.size())
                        : texts(
                                source.problem().kind().label(),
                                String.valueOf(source.problem().getMessage())));
        return cells;
    }

    private static List<String> level(LevelRead level) {
        List<String> cells = new ArrayList<>(texts(level.level(), level.pixelWidth(), level.pixelHeight()));
        PixelWindow window = level.window();
        cells.addAll(
                window == null ? blanks(4) : texts(window.column(), window.row(), window.width(), window.height()));
        cells.addAll(texts(level.tiles(), level.requests(), level.bytes(), ranges(level)));
        return cells;
    }

    /** As an HTTP request writes them: first and last byte. */
    private static String ranges(LevelRead level) {
        return level.images().stream()
                .flatMap(image -> image.requests().stream())
                .map(ReadTable::range)
                .collect(Collectors.joining(" "));
    }

    private static String range(ByteRange range) {
        return range.offset() + "-" + (range.end() - 1);
    }

    private static List<String> texts(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).toList();
    }

    private static List<String> blanks(int count) {
        return Collections.nCopies(count, "");
    }

    private void row(List<String> cells) throws IOException {
        String separator = "";
        for (String cell : cells) {
            out.append(separator).append(quoted(cell));
            separator = ",";
        }
        out.append("\r\n");
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
