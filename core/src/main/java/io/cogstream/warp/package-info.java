/** Which source pixel each array pixel takes: approximated transforms, warp maps, sampling. */
@NullMarked
package io.cogstream.warp;

import org.jspecify.annotations.NullMarked;
