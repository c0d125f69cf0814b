/** The array's spec: everything that is needed to make any of its chunks. */
@NullMarked
package io.cogstream.cube;

import org.jspecify.annotations.NullMarked;
