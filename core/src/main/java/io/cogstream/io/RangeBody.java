package io.cogstream.io;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the wanted bytes of a body and no more: skips what lies before them, and hangs up when the body goes on long
 * after them. Memory grows with what arrives, not with what is announced.
 */
final class RangeBody implements BodySubscriber<ByteBuffer> {
    /** A whole file no longer than this may answer for a part of it. */
    static final long MAX_WHOLE_FILE = 4L << 20;

    /** A rest no longer than this, such as an error page, is read so that the connection can serve again. */
    private static final int MAX_UNWANTED = 64 << 10;

    private final CompletableFuture<ByteBuffer> result = new CompletableFuture<>();
    private final int wanted;
    private long skip;
    private byte[] kept = new byte[0];
    private int size;
    private long unwanted;
    private Flow.@Nullable Subscription subscription;

    private RangeBody(long skip, int wanted) {
        this.skip = skip;
        this.wanted = wanted;
    }

    /** The subscriber for an answer to a request for {@code range}; {@link RangeAnswer} judges the answer later. */
    static BodySubscriber<ByteBuffer> subscriber(ResponseInfo response, ByteRange range) {
        if (response.statusCode() == 206) {
            return new RangeBody(0, range.length());
        }
        if (response.statusCode() == 200 && RangeAnswer.isSmallEnough(response.headers(), range)) {
            return new RangeBody(range.offset(), range.length());
        }
        return new RangeBody(0, 0);
    }

    @Override
    public CompletionStage<ByteBuffer> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int skipped = (int) Math.min(skip, buffer.remaining());
            skip -= skipped;
            buffer.position(buffer.position() + skipped);
            keep(buffer);
        }
    }

    private void keep(ByteBuffer buffer) {
        int count = Math.min(buffer.remaining(), wanted - size);
        if (size + count > kept.length) {
            kept = Arrays.copyOf(kept, (int) Math.min(wanted, Math.max(size + count, 2L * kept.length)));
        }
        buffer.get(kept, size, count);
        size += count;
        unwanted += buffer.remaining();
        if (unwanted > MAX_UNWANTED && subscription != null) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(ByteBuffer.wrap(kept, 0, size).slice());
    }
}
