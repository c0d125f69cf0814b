/** What a job tells about itself: metrics while it runs, a summary for its client. */
@NullMarked
package io.cogstream.operators.metrics;

import org.jspecify.annotations.NullMarked;
