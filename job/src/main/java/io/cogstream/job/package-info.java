/** The command line: one class per command, and the job that materializes an array. */
@NullMarked
package io.cogstream.job;

import org.jspecify.annotations.NullMarked;
