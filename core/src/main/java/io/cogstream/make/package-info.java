/** Making one chunk of one array: the seam between the pipeline and everything that reads, warps and mosaics. */
@NullMarked
package io.cogstream.make;

import org.jspecify.annotations.NullMarked;
