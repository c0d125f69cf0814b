package io.cogstream.codec;

/** A compressed block that can't be decoded, with the place inside the block. */
public final class CodecException extends Exception {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final boolean unsupported;

    /**
     * A damaged block.
     *
     * @param offset byte of the compressed block where decoding failed, counted from its start
     */
    public CodecException(int offset, String message) {
        this(offset, message, false);
    }

    private CodecException(int offset, String message, boolean unsupported) {
        super(message);
        this.offset = offset;
        this.unsupported = unsupported;
    }

    /** A sound block in a variant that is not read; {@code message} names the variant. */
    public static CodecException unsupported(String message) {
        return new CodecException(0, message, true);
    }

    public int offset() {
        return offset;
    }

    /** True if the block uses an unknown variant, false if it is damaged. */
    public boolean isUnsupported() {
        return unsupported;
    }
}
