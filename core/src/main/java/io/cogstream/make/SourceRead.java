package io.cogstream.make;

import io.cogstream.failure.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * One source of one chunk, and what of it is read.
 *
 * @param item position in the array's item index
 * @param href of the asset that the chunk's band reads, without credentials
 * @param wave 1 if it is read whatever the pixels are; a source of a later wave only where those of the waves before leave
 *     something open
 * @param level what of it is read; null if its header was not asked, or the source can't be used
 * @param problem why it, or one of its tiles, can't be used, null if nothing is known against it
 */
public record SourceRead(
        int item,
        String href,
        int wave,
        @Nullable LevelRead level,
        @Nullable SourceException problem) {}
