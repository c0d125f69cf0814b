package io.cogstream.codec;

import javax.imageio.stream.ImageInputStreamImpl;

/** Bytes in memory for an ImageIO reader: no cache, no file, nothing to dispose of. */
final class ArrayImageInput extends ImageInputStreamImpl {
    private final byte[] bytes;
    private final int length;

    ArrayImageInput(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        int available = (int) Math.min(count, length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, available);
        streamPos += available;
        return available;
    }

    @Override
    public long length() {
        return length;
    }
}
