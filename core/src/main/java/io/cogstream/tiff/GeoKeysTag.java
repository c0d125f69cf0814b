package io.cogstream.tiff;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.tiff.Georeferencing.MalformedGeoreferencing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the GeoKey directory and its parameters, section 7.1.3 of OGC GeoTIFF 1.1. */
final class GeoKeysTag {
    private static final Tag TAG = Tag.GEO_KEY_DIRECTORY;
    private static final long MAX_WORD = 0xFFFF;

    // Keys may share their parameters, so that a small file could claim a lot of memory.
    private static final int MAX_KEYS = 1024;
    private static final int MAX_KEY_DOUBLES = 256;
    private static final int MAX_KEY_CHARACTERS = 4096;

    private final Map<Integer, Integer> codes = new HashMap<>();
    private final Map<Integer, List<Double>> numbers = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final long[] directory;
    private final double[] doubles;
    private final String ascii;

    private GeoKeysTag(long[] directory, double[] doubles, String ascii) {
        this.directory = directory;
        this.doubles = doubles;
        this.ascii = ascii;
    }

    static @Nullable GeoKeys read(Ifd ifd, int limit) throws MalformedSourceException, MalformedGeoreferencing {
        long[] directory = ifd.unsigned(TAG, limit);
        if (directory == null) {
            return null;
        }
        double[] doubles = ifd.doubles(Tag.GEO_DOUBLE_PARAMS, limit);
        String ascii = ifd.text(Tag.GEO_ASCII_PARAMS, limit);
        return new GeoKeysTag(directory, doubles == null ? new double[0] : doubles, ascii == null ? "" : ascii).keys();
    }

    private GeoKeys keys() throws MalformedGeoreferencing {
        if (directory.length < 4 || directory[0] != 1) {
            throw new MalformedGeoreferencing(
                    TAG,
                    directory.length < 4
                            ? "has %d values".formatted(directory.length)
                            : "version %d is unknown".formatted(directory[0]));
        }
        for (long word : directory) {
            if (word < 0 || word > MAX_WORD) {
                throw new MalformedGeoreferencing(TAG, "holds " + Long.toUnsignedString(word) + ", not a short");
            }
        }
        long keys = directory[3];
        if (keys > (directory.length - 4) / 4 || keys > MAX_KEYS) {
            throw new MalformedGeoreferencing(
                    TAG, "claims %d keys, has room for %d".formatted(keys, (directory.length - 4) / 4));
        }
        for (int i = 4; i < 4 * (keys + 1); i += 4) {
            add((int) directory[i], directory[i + 1], directory[i + 2], directory[i + 3]);
        }
        return new GeoKeys(codes, numbers, texts);
    }

    private void add(int key, long location, long count, long value) throws MalformedGeoreferencing {
        if (location == 0) {
            codes.put(key, (int) value);
        } else if (location == Tag.GEO_DOUBLE_PARAMS.code()) {
            if (value + count > doubles.length || count > MAX_KEY_DOUBLES) {
                throw new MalformedGeoreferencing(
                        TAG,
                        "key %d points at %d doubles from %d on, of %d".formatted(key, count, value, doubles.length));
            }
            List<Double> list = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                list.add(doubles[(int) value + i]);
            }
            numbers.put(key, List.copyOf(list));
        } else if (location == Tag.GEO_ASCII_PARAMS.code()) {
            // Writers differ about the closing bar and the terminator, so a text may end early.
            int from = (int) Math.min(value, ascii.length());
            int to = (int) Math.min(value + Math.min(count, MAX_KEY_CHARACTERS), ascii.length());
            String text = ascii.substring(from, to);
            texts.put(key, text.endsWith("|") ? text.substring(0, text.length() - 1) : text);
        }
    }
}
