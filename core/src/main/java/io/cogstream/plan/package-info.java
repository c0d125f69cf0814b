/** From a chunk request to what must be read: overview, window, tiles, and when enough has been read. */
@NullMarked
package io.cogstream.plan;

import org.jspecify.annotations.NullMarked;
