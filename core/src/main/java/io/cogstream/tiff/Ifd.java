package io.cogstream.tiff;

import io.cogstream.failure.MalformedSourceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One image file directory.
 *
 * @param index position in the chain, from 0
 * @param offset place in the file
 * @param entries by number of the tag; only the first of equal tags
 */
record Ifd(int index, long offset, ByteOrder order, Map<Integer, Entry> entries, HeaderBytes bytes) {

    /**
     * One tag.
     *
     * @param type its number; may be unknown
     * @param count values, unsigned
     * @param inline where the entry's own value field stands
     * @param pointer what that field says if it is a pointer
     * @param inlineBytes size of the value field
     */
    record Entry(int type, long count, long inline, long pointer, int inlineBytes) {}

    boolean has(Tag tag) {
        return entries.containsKey(tag.code());
    }

    /** Number of values of a tag, 0 if it is absent; at most {@link Long#MAX_VALUE}. */
    long count(Tag tag) {
        Entry entry = entries.get(tag.code());
        return entry == null ? 0 : entry.count < 0 ? Long.MAX_VALUE : entry.count;
    }

    MalformedSourceException malformed(Tag tag, String problem) {
        return new MalformedSourceException(bytes.href(), "IFD %d, %s: %s".formatted(index, tag, problem));
    }

    private FieldType type(Tag tag, Entry entry) throws MalformedSourceException {
        FieldType type = FieldType.of(entry.type);
        if (type == null) {
            throw malformed(tag, "unknown field type " + entry.type);
        }
        return type;
    }

    /** Whether the values of a present tag are known to lie beyond the end of the file. */
    boolean isBeyondEnd(Tag tag) throws MalformedSourceException {
        Entry entry = entries.get(tag.code());
        if (entry == null) {
            return false;
        }
        long size = Math.min(count(tag), Integer.MAX_VALUE) * type(tag, entry).bytes();
        return size > entry.inlineBytes && bytes.isBeyondEnd(entry.pointer, size);
    }

    /**
     * The values' bytes; null if the tag is absent or they must be read first.
     *
     * @param limit most values that make sense
     */
    @Nullable
    ByteBuffer values(Tag tag, long limit) throws MalformedSourceException {
        Entry entry = entries.get(tag.code());
        if (entry == null) {
            return null;
        }
        FieldType type = type(tag, entry);
        if (count(tag) > limit || count(tag) > Integer.MAX_VALUE / type.bytes()) {
            throw malformed(tag, "has %s values".formatted(Long.toUnsignedString(entry.count)));
        }
        int size = (int) entry.count * type.bytes();
        long at = size <= entry.inlineBytes ? entry.inline : entry.pointer;
        return bytes.at(at, size, order, "IFD %d, %s".formatted(index, tag));
    }

    /** Unsigned integers of any width; null if the tag is absent or must be read first. */
    long @Nullable [] unsigned(Tag tag, long limit) throws MalformedSourceException {
        ByteBuffer values = values(tag, limit);
        Entry entry = entries.get(tag.code());
        if (values == null || entry == null) {
            return null;
        }
        FieldType type = type(tag, entry);
        long[] result = new long[(int) entry.count];
        for (int i = 0; i < result.length; i++) {
            result[i] = switch (type) {
                case BYTE -> values.get(i) & 0xFF;
                case SHORT -> values.getShort(2 * i) & 0xFFFF;
                case LONG, IFD -> values.getInt(4 * i) & 0xFFFF_FFFFL;
                case LONG8, IFD8 -> values.getLong(8 * i);
                case ASCII, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, FLOAT, DOUBLE, SLONG8 ->
                    throw malformed(tag, "is no unsigned integer but " + type);
            };
        }
        return result;
    }

    /** The single value of a tag, or {@code absent}. Values that do not fit the directory itself must have been read. */
    long number(Tag tag, long absent) throws MalformedSourceException {
        long[] values = unsigned(tag, 1);
        if (has(tag) && (values == null || values.length == 0)) {
            throw malformed(tag, "has no value");
        }
        return values == null ? absent : values[0];
    }

    /** A tag that must be there, as a size in pixels. */
    int size(Tag tag) throws MalformedSourceException {
        if (!has(tag)) {
            throw malformed(tag, "is absent");
        }
        long size = number(tag, 0);
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw malformed(tag, "is " + Long.toUnsignedString(size));
        }
        return (int) size;
    }

    /** Floating-point values; null if the tag is absent or must be read first. */
    double @Nullable [] doubles(Tag tag, long limit) throws MalformedSourceException {
        ByteBuffer values = values(tag, limit);
        Entry entry = entries.get(tag.code());
        if (values == null || entry == null) {
            return null;
        }
        FieldType type = type(tag, entry);
        if (type != FieldType.DOUBLE && type != FieldType.FLOAT) {
            throw malformed(tag, "is no floating-point number but " + type);
        }
        double[] result = new double[(int) entry.count];
        for (int i = 0; i < result.length; i++) {
            result[i] = type == FieldType.DOUBLE ? values.getDouble(8 * i) : values.getFloat(4 * i);
        }
        return result;
    }

    /** A text up to its first NUL, which may be missing; null if the tag is absent or must be read first. */
    @Nullable
    String text(Tag tag, long limit) throws MalformedSourceException {
        ByteBuffer values = values(tag, limit);
        if (values == null) {
            return null;
        }
        String text = StandardCharsets.UTF_8.decode(values).toString();
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
