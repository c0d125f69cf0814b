/** What making an array would read, chunk by chunk, added up and written down; no pixels are read. */
@NullMarked
package io.cogstream.explain;

import org.jspecify.annotations.NullMarked;
