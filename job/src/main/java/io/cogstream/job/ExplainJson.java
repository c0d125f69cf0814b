package io.cogstream.job;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.cube.ArrayStore;
import io.cogstream.explain.ReadCount;
import io.cogstream.explain.ReadDocument;
import io.cogstream.explain.ReadEstimate;
import io.cogstream.explain.ReadSink;
import io.cogstream.explain.ReadTotals;
import io.cogstream.io.ReadStatistics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One JSON document, whose chunks are written as they come. */
final class ExplainJson implements ExplainAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private @Nullable JsonGenerator json;

    ExplainJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public ReadSink start(Explained explained) throws IOException {
        JsonGenerator document = JSON.createGenerator(out).setPrettyPrinter(new DefaultPrettyPrinter());
        document.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json = document;
        document.writeStartObject();
        document.writeNumberField("items", explained.array().index().size());
        document.writeBooleanField("headers", explained.headers());
        document.writeArrayFieldStart("warnings");
        for (String warning : explained.warnings()) {
            document.writeString(warning);
        }
        document.writeEndArray();
        document.writeFieldName("spec");
        document.writeTree(ArrayStore.toJson(explained.array().spec()));
        document.writeArrayFieldStart("chunks");
        return new ReadDocument(explained.array(), document);
    }

    @Override
    public void end(Explained explained) throws IOException {
        JsonGenerator document = Objects.requireNonNull(json);
        document.writeEndArray();
        document.writeFieldName("totals");
        document.writeTree(totals(explained));
        document.writeFieldName("failures");
        document.writeTree(JSON.valueToTree(explained.totals().failures()));
        document.writeEndObject();
        document.flush();
        out.println();
    }

    private static ObjectNode totals(Explained explained) {
        ReadTotals totals = explained.totals();
        ObjectNode node = JSON.createObjectNode();
        node.putObject("chunks")
                .put("total", totals.chunks())
                .put("read", totals.chunks() - totals.emptyChunks())
                .put("empty", totals.emptyChunks())
                .put("tooLarge", totals.tooLargeChunks());
        ObjectNode histogram = node.putObject("chunksBySources");
        totals.chunksBySources().forEach((sources, chunks) -> histogram.put(String.valueOf(sources), chunks));
        node.set("all", count(totals.all(), explained.headers()));
        node.set("certain", count(totals.certain(), explained.headers()));
        ArrayNode bands = node.putArray("bands");
        totals.bands().forEach(band -> bands.addPOJO(JSON.valueToTree(band)));
        if (explained.headers()) {
            ObjectNode levels = node.putObject("readsByLevel");
            totals.readsByLevel().forEach((level, reads) -> levels.put(String.valueOf(level), reads));
            node.putArray("meanWindow").add(totals.meanWindowColumns()).add(totals.meanWindowRows());
            node.set("headerReads", statistics(explained.headerReads()));
        } else {
            ReadEstimate.Bytes bytes = explained.estimate().bytes(totals);
            node.set("estimatedBytes", bytes == null ? node.nullNode() : JSON.valueToTree(bytes));
        }
        node.set("planningReads", statistics(explained.planning()));
        return node;
    }

    private static ObjectNode count(ReadCount count, boolean headers) {
        ObjectNode node = JSON.createObjectNode();
        node.put("reads", count.reads()).put("files", count.files());
        if (headers) {
            node.put("missing", count.missing())
                    .put("tiles", count.tileReads())
                    .put("requests", count.requests())
                    .put("bytes", count.bytes())
                    .put("distinctTiles", count.distinctTiles())
                    .put("distinctBytes", count.distinctBytes());
        }
        return node;
    }

    private static ObjectNode statistics(ReadStatistics reads) {
        return JSON.createObjectNode()
                .put("files", reads.files())
                .put("requests", reads.requests())
                .put("bytes", reads.bytes());
    }
}
