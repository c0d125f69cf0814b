package io.cogstream.job;

import io.cogstream.raster.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Arrays that numpy's {@code savez} wrote: a zip of .npy files, C order, little-endian. */
final class NpzFile {
    private static final Pattern DESCR = Pattern.compile("'descr': '[<|]([uif])([1248])'");
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]*)\\)");

    private NpzFile() {}

    /**
     * @param shape outermost axis first
     * @param samples little-endian
     */
    record Array(DataType type, int[] shape, byte[] samples) {
        int size() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }
    }

    static Array read(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(name + ".npy");
            try (InputStream in = zip.getInputStream(entry)) {
                return parse(in.readAllBytes());
            }
        }
    }

    private static Array parse(byte[] npy) {
        ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        boolean longHeader = npy[6] > 1;
        int length = longHeader ? buffer.getInt(8) : buffer.getShort(8) & 0xFFFF;
        int start = (longHeader ? 12 : 10) + length;
        String header = new String(npy, 10, start - 10, StandardCharsets.ISO_8859_1);
        Matcher descr = DESCR.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!descr.find() || !shape.find() || header.contains("'fortran_order': True")) {
            throw new IllegalArgumentException("not an array of numbers in C order: " + header);
        }
        String kind = switch (descr.group(1)) {
            case "u" -> "uint";
            case "i" -> "int";
            default -> "float";
        };
        DataType type = DataType.ofName(kind + Integer.parseInt(descr.group(2)) * 8);
        int[] sizes = Arrays.stream(shape.group(1).split(","))
                .map(String::trim)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        return new Array(type, sizes, Arrays.copyOfRange(npy, start, npy.length));
    }
}
