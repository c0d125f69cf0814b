/** The outline that an array is clipped to, and which of its pixels lie inside. */
@NullMarked
package io.cogstream.area;

import org.jspecify.annotations.NullMarked;
