package io.cogstream.operators.sink;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Version 1: a count, then per failure its fields in order; strings as length (-1 for null) and UTF-8, kinds by name. */
final class FailureLogStateSerializer implements SimpleVersionedSerializer<FailureLogState> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(FailureLogState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        out.writeInt(state.failures().size());
        for (ChunkFailure failure : state.failures()) {
            write(out, failure.array());
            out.writeInt(failure.band());
            out.writeInt(failure.time());
            out.writeInt(failure.y());
            out.writeInt(failure.x());
            write(out, failure.item());
            write(out, failure.asset());
            write(out, failure.href());
            write(out, failure.stage());
            write(out, failure.kind().name());
            write(out, failure.message());
            out.writeInt(failure.attempts());
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public FailureLogState deserialize(int version, byte[] serialized) throws IOException {
        return switch (version) {
            case 1 -> version1(new DataInputDeserializer(serialized));
            default ->
                throw new IOException("state of the failure log has version " + version
                        + ", which this cogstream does not know; it reads version 1");
        };
    }

    private static FailureLogState version1(DataInputDeserializer in) throws IOException {
        int count = in.readInt();
        List<ChunkFailure> failures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            failures.add(new ChunkFailure(
                    text(in),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    read(in),
                    read(in),
                    read(in),
                    text(in),
                    FailureKind.valueOf(text(in)),
                    text(in),
                    in.readInt()));
        }
        return new FailureLogState(failures);
    }

    private static void write(DataOutputSerializer out, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable String read(DataInputDeserializer in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        if (length > in.available()) {
            throw new IOException("state of the failure log ends inside a string");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String text(DataInputDeserializer in) throws IOException {
        String value = read(in);
        if (value == null) {
            throw new IOException("state of the failure log lacks a value");
        }
        return value;
    }
}
