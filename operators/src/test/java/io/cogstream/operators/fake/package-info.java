/** Stand-ins for chunk making, stores and listeners; static, as tasks get them by deserialization. */
@NullMarked
package io.cogstream.operators.fake;

import org.jspecify.annotations.NullMarked;
