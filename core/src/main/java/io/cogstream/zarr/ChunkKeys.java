package io.cogstream.zarr;

import io.cogstream.grid.ChunkIndex;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of the arrays that hold pixels, and of their chunks' objects, in the <a
 * href="https://zarr-specs.readthedocs.io/en/latest/v3/chunk-key-encodings/default/index.html">default chunk key
 * encoding</a> with {@code /}: {@code data/c/BAND/TIME/Y/X}, or {@code red/c/TIME/Y/X} where each band has an array. Beside
 * each array may be one of the same shape and chunks that says which item each pixel is from. Immutable.
 */
public final class ChunkKeys {
    /** One array for all bands. */
    public static final ChunkKeys CUBE = new ChunkKeys(false, List.of(CubeLayout.DATA), List.of(CubeLayout.PROVENANCE));

    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final Pattern CUBE_CHUNK = Pattern.compile(String.join("/", NUMBER, NUMBER, NUMBER, NUMBER));
    private static final Pattern BAND_CHUNK = Pattern.compile(String.join("/", NUMBER, NUMBER, NUMBER));

    private final boolean perBand;
    private final List<String> arrays;
    private final List<String> provenanceArrays;

    private ChunkKeys(boolean perBand, List<String> arrays, List<String> provenanceArrays) {
        this.perBand = perBand;
        this.arrays = List.copyOf(arrays);
        this.provenanceArrays = List.copyOf(provenanceArrays);
    }

    /**
     * One array per band, named after it as far as Zarr, file systems and the group's coordinates allow.
     *
     * @param bands names of the bands, distinct
     */
    public static ChunkKeys perBand(List<String> bands) {
        return ofArrays(ArrayNames.ofBands(bands));
    }

    /** @param arrays one per band, as {@link #perBand} named them */
    static ChunkKeys ofArrays(List<String> arrays) {
        return new ChunkKeys(true, arrays, ArrayNames.ofCompanions(arrays, "_" + CubeLayout.PROVENANCE));
    }

    /** Whether {@link #perBand} may have made this name, so that deleting what is below it deletes nothing else of ours. */
    public static boolean isArrayName(String name) {
        return ArrayNames.isSafe(name);
    }

    /** Whether each band has an array of its own. */
    public boolean isPerBand() {
        return perBand;
    }

    /** The arrays of pixels: one, or one per band. */
    public List<String> arrays() {
        return arrays;
    }

    /** The arrays of provenance, one for each array of pixels; they need not be there. */
    public List<String> provenanceArrays() {
        return provenanceArrays;
    }

    /** The key of a chunk of pixels, relative to the store's root. */
    public String key(ChunkIndex index) {
        return key(arrays, index);
    }

    /** The key of the chunk that says where the pixels of {@link #key} are from. */
    public String provenanceKey(ChunkIndex index) {
        return key(provenanceArrays, index);
    }

    private String key(List<String> names, ChunkIndex index) {
        String place = index.time() + "/" + index.y() + "/" + index.x();
        return perBand ? prefix(names.get(index.band())) + place : prefix(names.get(0)) + index.band() + "/" + place;
    }

    /** What the keys of an array's chunks start with, and no other keys do. */
    static String prefix(String array) {
        return array + "/c/";
    }

    /**
     * The chunk that a key names, or null if it is no chunk's key.
     *
     * @param array position of the array, of pixels or of provenance, whose {@link #prefix} the key has
     * @param rest of the key after that prefix
     */
    @Nullable
    ChunkIndex parse(int array, String rest) {
        Matcher matcher = (perBand ? BAND_CHUNK : CUBE_CHUNK).matcher(rest);
        if (!matcher.matches()) {
            return null;
        }
        return perBand
                ? new ChunkIndex(array, number(matcher, 1), number(matcher, 2), number(matcher, 3))
                : new ChunkIndex(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
