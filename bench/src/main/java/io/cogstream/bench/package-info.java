/** What decoding costs, measured by JMH. */
@NullMarked
package io.cogstream.bench;

import org.jspecify.annotations.NullMarked;
