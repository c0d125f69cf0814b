package io.cogstream.operators.fetch;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Fails whenever pixels would leave their chain. A copy inside the chain, which Flink makes without object reuse, hands
 * the same object on: it has one owner at a time.
 */
public final class FetchedSerializer extends TypeSerializerSingleton<Fetched> {
    private static final long serialVersionUID = 1;

    /** Names {@link FetchedSerializer} in a snapshot; no state ever holds a {@link Fetched}. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Fetched> {
        public Snapshot() {
            super(FetchedSerializer::new);
        }
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Fetched createInstance() {
        throw refusal();
    }

    @Override
    public Fetched copy(Fetched from) {
        return from;
    }

    @Override
    public Fetched copy(Fetched from, Fetched reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Fetched record, DataOutputView target) {
        throw refusal();
    }

    @Override
    public Fetched deserialize(DataInputView source) {
        throw refusal();
    }

    @Override
    public Fetched deserialize(Fetched reuse, DataInputView source) {
        throw refusal();
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) {
        throw refusal();
    }

    @Override
    public TypeSerializerSnapshot<Fetched> snapshotConfiguration() {
        return new Snapshot();
    }

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "source pixels are never serialized: fetch and warp must stay in one operator chain");
    }
}
