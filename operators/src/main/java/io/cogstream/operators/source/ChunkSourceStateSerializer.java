package io.cogstream.operators.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 1: the extent, the next region, a count and the returned regions as {@link RegionSplitSerializer} version 1. */
final class ChunkSourceStateSerializer implements SimpleVersionedSerializer<ChunkSourceState> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(ChunkSourceState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(128);
        ArrayExtent extent = state.extent();
        out.writeUTF(extent.array());
        out.writeInt(extent.bands());
        out.writeInt(extent.times());
        out.writeInt(extent.chunkRows());
        out.writeInt(extent.chunkColumns());
        out.writeInt(extent.regionRows());
        out.writeInt(extent.regionColumns());
        out.writeLong(state.nextRegion());
        out.writeInt(state.returned().size());
        for (RegionSplit split : state.returned()) {
            RegionSplitSerializer.write(split, out);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public ChunkSourceState deserialize(int version, byte[] serialized) throws IOException {
        return switch (version) {
            case 1 -> version1(new DataInputDeserializer(serialized));
            default ->
                throw new IOException("state of the chunk source has version " + version
                        + ", which this cogstream does not know; it reads version 1");
        };
    }

    private static ChunkSourceState version1(DataInputDeserializer in) throws IOException {
        ArrayExtent extent = new ArrayExtent(
                in.readUTF(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
        long nextRegion = in.readLong();
        int count = in.readInt();
        List<RegionSplit> returned = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            returned.add(RegionSplitSerializer.read(in));
        }
        return new ChunkSourceState(extent, nextRegion, returned);
    }
}
