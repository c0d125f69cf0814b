package io.cogstream.operators.source;

import io.cogstream.operators.message.ChunkRequest;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Asks for every chunk of one array once, but for those that are left out. Splits are regions of neighbouring chunks. */
public final class ChunkSource
        implements Source<ChunkRequest, RegionSplit, ChunkSourceState>, ResultTypeQueryable<ChunkRequest> {
    private static final long serialVersionUID = 1;

    private final ArrayExtent extent;
    private final ChunkSet leftOut;
    private final long generation;
    private final boolean force;

    /**
     * @param extent the array
     * @param leftOut chunks that are not asked for, such as those in the store already
     * @param generation of every request
     * @param force of every request
     */
    public ChunkSource(ArrayExtent extent, ChunkSet leftOut, long generation, boolean force) {
        this.extent = extent;
        this.leftOut = leftOut;
        this.generation = generation;
        this.force = force;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<RegionSplit, ChunkSourceState> createEnumerator(
            SplitEnumeratorContext<RegionSplit> context) {
        return new RegionEnumerator(context, extent, leftOut, 0, List.of());
    }

    /**
     * Goes on where {@code state} stopped, with its regions, so that region sizes may differ between runs.
     *
     * @throws IllegalStateException if the state is of an array with another name or shape
     */
    @Override
    public SplitEnumerator<RegionSplit, ChunkSourceState> restoreEnumerator(
            SplitEnumeratorContext<RegionSplit> context, ChunkSourceState state) {
        if (!extent.hasShapeOf(state.extent())) {
            throw new IllegalStateException("the checkpoint is of " + state.extent() + " and can't continue " + extent);
        }
        return new RegionEnumerator(context, state.extent(), leftOut, state.nextRegion(), state.returned());
    }

    @Override
    public SourceReader<ChunkRequest, RegionSplit> createReader(SourceReaderContext context) {
        return new RegionReader(context, extent.array(), generation, force);
    }

    @Override
    public SimpleVersionedSerializer<RegionSplit> getSplitSerializer() {
        return new RegionSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ChunkSourceState> getEnumeratorCheckpointSerializer() {
        return new ChunkSourceStateSerializer();
    }

    @Override
    public TypeInformation<ChunkRequest> getProducedType() {
        return TypeInformation.of(ChunkRequest.class);
    }
}
