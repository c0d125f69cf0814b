/** Where requests come from: every chunk of one array, as splits that are regions. */
@NullMarked
package io.cogstream.operators.source;

import org.jspecify.annotations.NullMarked;
