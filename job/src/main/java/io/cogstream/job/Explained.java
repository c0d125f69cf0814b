package io.cogstream.job;

import io.cogstream.cube.OpenArray;
import io.cogstream.explain.ReadEstimate;
import io.cogstream.explain.ReadTotals;
import io.cogstream.io.ReadStatistics;
import java.util.List;

/**
 * What is to be told of an array.
 *
 * @param items where the items are
 * @param warnings what a user should know, in sentences
 * @param headers whether the headers of all sources are read
 * @param planning what planning the array read: headers of the first item, and maybe some of the fullest chunk
 * @param headerReads what reading the sources' headers takes; nothing unless {@code headers}
 * @param totals of all chunks, once they have come
 * @param estimate of bytes, where there are no {@code headers}
 */
record Explained(
        String items,
        OpenArray array,
        List<String> warnings,
        boolean headers,
        ReadStatistics planning,
        ReadStatistics headerReads,
        ReadTotals totals,
        ReadEstimate estimate) {}
