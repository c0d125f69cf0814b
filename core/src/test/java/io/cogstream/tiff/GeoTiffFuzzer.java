package io.cogstream.tiff;

/**
 * The target of the coverage-guided fuzzer, <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>; CONTRIBUTING says
 * how to run it. It looks for bytes that end in anything but pixels or a typed failure.
 */
public final class GeoTiffFuzzer {
    private GeoTiffFuzzer() {}

    public static void fuzzerTestOneInput(byte[] content) {
        WholeFile.isRead(content, "fuzzed file");
    }
}
