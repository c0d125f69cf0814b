/** Compressed blocks to samples: decompressors, predictors, byte order. Knows nothing of files. */
@NullMarked
package io.cogstream.codec;

import org.jspecify.annotations.NullMarked;
