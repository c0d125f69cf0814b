package io.cogstream.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cogstream.cube.OpenArray;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteRange;
import io.cogstream.make.ChunkReads;
import io.cogstream.make.ImageRead;
import io.cogstream.make.LevelRead;
import io.cogstream.make.SourceRead;
import java.io.IOException;

/** The reads of chunks as the elements of a JSON array, written as they come. */
public final class ReadDocument implements ReadSink {
    private final OpenArray array;
    private final JsonGenerator json;

    /** @param json inside of an array */
    public ReadDocument(OpenArray array, JsonGenerator json) {
        this.array = array;
        this.json = json;
    }

    @Override
    public void accept(ChunkReads chunk) throws IOException {
        ChunkIndex index = chunk.index();
        ChunkPlace place = ChunkPlace.of(array.spec(), index);
        json.writeStartObject();
        json.writeStringField("band", place.band());
        json.writeStringField("time", place.time().toString());
        numbers("index", index.band(), index.time(), index.y(), index.x());
        numbers("shape", place.pixels().height(), place.pixels().width());
        if (chunk.problem() != null) {
            json.writeStringField("problem", chunk.problem());
        }
        json.writeArrayFieldStart("sources");
        for (SourceRead source : chunk.sources()) {
            source(index, source);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void source(ChunkIndex index, SourceRead source) throws IOException {
        json.writeStartObject();
        json.writeStringField("item", array.index().id(source.item()));
        json.writeStringField("asset", array.spec().bands().get(index.band()).asset());
        json.writeStringField("href", source.href());
        json.writeNumberField("wave", source.wave());
        if (source.level() != null) {
            level(source.level());
        }
        if (source.problem() != null) {
            json.writeStringField("kind", source.problem().kind().label());
            json.writeStringField("message", source.problem().getMessage());
        }
        json.writeEndObject();
    }

    private void level(LevelRead level) throws IOException {
        json.writeNumberField("level", level.level());
        json.writeArrayFieldStart("pixel");
        json.writeNumber(level.pixelWidth());
        json.writeNumber(level.pixelHeight());
        json.writeEndArray();
        PixelWindow window = level.window();
        if (window != null) {
            numbers("window", window.column(), window.row(), window.width(), window.height());
        }
        json.writeNumberField("tiles", level.tiles());
        json.writeNumberField("requests", level.requests());
        json.writeNumberField("bytes", level.bytes());
        json.writeArrayFieldStart("ranges");
        for (ImageRead image : level.images()) {
            for (ByteRange range : image.requests()) {
                json.writeStartArray();
                json.writeNumber(range.offset());
                json.writeNumber(range.length());
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }

    private void numbers(String name, int... values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }
}
