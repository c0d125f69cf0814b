/** Pictures of a written array, for a first look. */
@NullMarked
package io.cogstream.quicklook;

import org.jspecify.annotations.NullMarked;
