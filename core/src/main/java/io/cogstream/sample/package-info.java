/** Values of source pixels at points: which items hold a point, one read of each tile, a table of rows. */
@NullMarked
package io.cogstream.sample;

import org.jspecify.annotations.NullMarked;
