package io.cogstream.sample;

import io.cogstream.io.ReadStatistics;

/** Hears how far sampling is. */
@FunctionalInterface
public interface SampleProgress {
    /**
     * A file was read, or failed.
     *
     * @param done files so far
     * @param total files in all
     * @param statistics what reading has cost so far
     */
    void files(int done, int total, ReadStatistics statistics);
}
