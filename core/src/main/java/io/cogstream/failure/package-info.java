/** What can go wrong with a source, as typed exceptions and as data. */
@NullMarked
package io.cogstream.failure;

import org.jspecify.annotations.NullMarked;
