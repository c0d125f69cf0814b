package io.cogstream.tiff;

import org.jspecify.annotations.Nullable;

/** Types of tag values, section 2 of TIFF 6.0 and the <a href="https://www.awaresystems.be/imaging/tiff/bigtiff.html">BigTIFF</a> types. */
enum FieldType {
    BYTE(1, 1),
    ASCII(2, 1),
    SHORT(3, 2),
    LONG(4, 4),
    RATIONAL(5, 8),
    SBYTE(6, 1),
    UNDEFINED(7, 1),
    SSHORT(8, 2),
    SLONG(9, 4),
    SRATIONAL(10, 8),
    FLOAT(11, 4),
    DOUBLE(12, 8),
    IFD(13, 4),
    LONG8(16, 8),
    SLONG8(17, 8),
    IFD8(18, 8);

    private final int code;
    private final int bytes;

    FieldType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** The type with a number, or null if there is none. */
    static @Nullable FieldType of(int code) {
        for (FieldType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }
}
