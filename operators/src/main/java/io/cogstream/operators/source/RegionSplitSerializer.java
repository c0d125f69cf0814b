package io.cogstream.operators.source;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the record's integers in order, the left-out words after their count, then the position. */
final class RegionSplitSerializer implements SimpleVersionedSerializer<RegionSplit> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(RegionSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        write(split, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public RegionSplit deserialize(int version, byte[] serialized) throws IOException {
        return switch (version) {
            case 1 -> read(new DataInputDeserializer(serialized));
            default ->
                throw new IOException("region split has version " + version
                        + ", which this cogstream does not know; it reads version 1");
        };
    }

    static void write(RegionSplit split, DataOutputView out) throws IOException {
        out.writeInt(split.time());
        out.writeInt(split.row());
        out.writeInt(split.column());
        out.writeInt(split.rows());
        out.writeInt(split.columns());
        out.writeInt(split.bands());
        out.writeInt(split.leftOut().length);
        for (long word : split.leftOut()) {
            out.writeLong(word);
        }
        out.writeInt(split.position());
    }

    static RegionSplit read(DataInputView in) throws IOException {
        int time = in.readInt();
        int row = in.readInt();
        int column = in.readInt();
        int rows = in.readInt();
        int columns = in.readInt();
        int bands = in.readInt();
        int words = in.readInt();
        if (words < 0 || words > ((long) rows * columns * bands + 63) / 64) {
            throw new IOException("region split leaves out " + words + " words of chunks, more than it has");
        }
        long[] leftOut = new long[words];
        for (int i = 0; i < words; i++) {
            leftOut[i] = in.readLong();
        }
        return new RegionSplit(time, row, column, rows, columns, bands, leftOut, in.readInt());
    }
}
