package io.cogstream.job;

import picocli.CommandLine.Option;

/** Where an array goes and how its commands report. */
final class OutputOptions {
    @Option(
            names = "--output",
            required = true,
            paramLabel = "OUT.zarr",
            description = "Folder of the Zarr array. One that holds the same array already is completed.")
    String output = "";

    @Option(names = "--overwrite", description = "Removes the array that is at the output first.")
    boolean overwrite;

    @Option(names = "--json", description = "Prints one JSON document on stdout and nothing else.")
    boolean json;
}
