package io.cogstream.sample;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.open.ItemSelection;
import org.jspecify.annotations.Nullable;

/**
 * What values a user wants, as given.
 *
 * @param selection which items and bands
 * @param points where
 * @param nodata value of missing pixels in place of the sources' own, null for that
 * @param errors what an unreadable source does
 */
public record SampleRequest(
        ItemSelection selection, PointSet points, @Nullable Double nodata, ErrorPolicy errors) {}
