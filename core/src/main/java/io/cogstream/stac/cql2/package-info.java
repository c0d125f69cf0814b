/** CQL2 filters: two parsers, one tree, and its evaluation on items. */
@NullMarked
package io.cogstream.stac.cql2;

import org.jspecify.annotations.NullMarked;
