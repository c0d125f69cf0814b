/** Bytes in and out: ranges of source files, objects of a store. */
@NullMarked
package io.cogstream.io;

import org.jspecify.annotations.NullMarked;
