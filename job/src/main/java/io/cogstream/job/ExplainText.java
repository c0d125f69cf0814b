package io.cogstream.job;

import io.cogstream.cube.MosaicMethod;
import io.cogstream.explain.ChunkPlace;
import io.cogstream.explain.ReadCount;
import io.cogstream.explain.ReadEstimate;
import io.cogstream.explain.ReadFailure;
import io.cogstream.explain.ReadSink;
import io.cogstream.explain.ReadTotals;
import io.cogstream.io.ReadStatistics;
import io.cogstream.make.ChunkReads;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The totals, for a person to read at a glance. */
final class ExplainText implements ExplainAnswer {
    private static final int MOST_FAILURES = 20;

    private final PrintWriter out;

    ExplainText(PrintWriter out) {
        this.out = out;
    }

    @Override
    public ReadSink start(Explained explained) {
        line(
                "%s",
                OpenedArray.describe(
                        explained.items(),
                        explained.array().spec(),
                        explained.array().index().size()));
        explained.warnings().forEach(warning -> line("warning: %s", warning));
        out.flush();
        return chunk -> {};
    }

    @Override
    public void end(Explained explained) {
        ReadTotals totals = explained.totals();
        long empty = totals.emptyChunks();
        line("%nChunks      %d: %d with sources, %d empty", totals.chunks(), totals.chunks() - empty, empty);
        busiest(explained);
        line("%nSources per chunk");
        out.print(SourceHistogram.text(totals.chunksBySources(), totals.chunks()));
        line("%nReads (a COG read is one source of one chunk)");
        reads(explained);
        bands(explained);
        notes(explained);
        problems(totals);
    }

    private void busiest(Explained explained) {
        ChunkReads busiest = explained.totals().busiest();
        if (busiest == null) {
            return;
        }
        ChunkPlace place = ChunkPlace.of(explained.array().spec(), busiest.index());
        line(
                "Busiest     %d sources: %s at %s, chunk row %d, column %d",
                busiest.sources().size(),
                place.band(),
                place.time(),
                busiest.index().y(),
                busiest.index().x());
    }

    private void reads(Explained explained) {
        if (stopsWhenCovered(explained)) {
            line("  %-24s%16s%16s", "", "all valid", "none valid");
        }
        row(explained, "COG reads", count -> String.valueOf(count.reads()));
        row(explained, "files", count -> String.valueOf(count.files()));
        if (explained.headers()) {
            row(explained, "tiles, chunk by chunk", count -> String.valueOf(count.tileReads()));
            row(explained, "  requests", count -> String.valueOf(count.requests()));
            row(explained, "  bytes", count -> ProgressLine.bytes(count.bytes()));
            row(explained, "tiles, each once", count -> String.valueOf(count.distinctTiles()));
            row(explained, "  bytes", count -> ProgressLine.bytes(count.distinctBytes()));
            return;
        }
        ReadEstimate.Bytes bytes = explained.estimate().bytes(explained.totals());
        if (bytes == null) {
            line("  the first item's files tell nothing of the bytes; --headers does");
        } else {
            String most = "~ " + ProgressLine.bytes(bytes.once());
            row("estimated bytes", stopsWhenCovered(explained), "~ " + ProgressLine.bytes(bytes.certain()), most);
        }
    }

    private void row(Explained explained, String name, Function<ReadCount, String> value) {
        row(
                name,
                stopsWhenCovered(explained),
                value.apply(explained.totals().certain()),
                value.apply(explained.totals().all()));
    }

    private void row(String name, boolean both, String certain, String all) {
        if (both) {
            line("  %-24s%16s%16s", name, certain, all);
        } else {
            line("  %-24s%16s", name, all);
        }
    }

    private static boolean stopsWhenCovered(Explained explained) {
        return explained.array().spec().mosaic() == MosaicMethod.FIRST;
    }

    private void bands(Explained explained) {
        line("%n  %-24s%16s%16s%s", "band", "chunks read", "COG reads", explained.headers() ? "           bytes" : "");
        for (ReadTotals.BandReads band : explained.totals().bands()) {
            String bytes = explained.headers() ? "%16s".formatted(ProgressLine.bytes(band.bytes())) : "";
            line("  %-24s%16d%16d%s", band.name(), band.chunks(), band.reads(), bytes);
        }
        out.println();
    }

    private void notes(Explained explained) {
        if (explained.headers()) {
            headers(explained);
        } else {
            line(
                    "Estimated from the first item's headers, with each tile read once. With --headers every header is read,");
            line("to tell overviews, windows, byte ranges and exact bytes.");
        }
        if (stopsWhenCovered(explained)) {
            line(
                    "Mosaic first stops when a chunk is full. What it reads depends on the pixels: no less than if all of them");
            line(
                    "are valid%s, no more than if none is.",
                    explained.headers() ? "" : " (here: as far as footprints tell)");
        }
    }

    private void headers(Explained explained) {
        ReadTotals totals = explained.totals();
        ReadStatistics headers = explained.headerReads();
        line(
                "Headers     %d files, %d requests, %s, not counted above; the job reads them too",
                headers.files(), headers.requests(), ProgressLine.bytes(headers.bytes()));
        line("Levels      %s", levels(totals.readsByLevel()));
        line(
                "Window      %.0f x %.0f source pixels (columns, rows) on average",
                totals.meanWindowColumns(), totals.meanWindowRows());
        if (totals.all().missing() > 0) {
            line(
                    "Missed      %d sources meet a chunk by their footprint alone; nothing of them is read",
                    totals.all().missing());
        }
        line(
                "Chunk by chunk, neighbours read the tiles that they share again; a job keeps tiles in memory and comes close to");
        line("reading each once.");
    }

    private static String levels(Map<Integer, Long> reads) {
        return reads.entrySet().stream()
                .map(entry -> "%s: %d"
                        .formatted(entry.getKey() == 0 ? "full size" : "overview " + entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void problems(ReadTotals totals) {
        if (totals.tooLarge() != null) {
            line("%n%d chunks can't be made. The first: %s", totals.tooLargeChunks(), totals.tooLarge());
        }
        if (totals.failures().isEmpty()) {
            return;
        }
        line("%n%d sources can't be used", totals.failures().size());
        for (ReadFailure failure :
                totals.failures().stream().limit(MOST_FAILURES).toList()) {
            line("  item %s, asset %s (%s): %s", failure.item(), failure.asset(), failure.kind(), failure.message());
        }
        if (totals.failures().size() > MOST_FAILURES) {
            line("  ... --json and --csv list all");
        }
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
