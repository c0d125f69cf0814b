/** From source pixels to an encoded chunk. */
@NullMarked
package io.cogstream.operators.warp;

import org.jspecify.annotations.NullMarked;
