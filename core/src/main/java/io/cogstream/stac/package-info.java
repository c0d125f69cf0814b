/** What is to be read: items, time windows, queries, catalogs and the frozen item index. */
@NullMarked
package io.cogstream.stac;

import org.jspecify.annotations.NullMarked;
