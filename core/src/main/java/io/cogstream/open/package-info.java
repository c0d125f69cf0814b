/** Opening an array: from a query over items to a spec, a frozen index and complete metadata in a store. */
@NullMarked
package io.cogstream.open;

import org.jspecify.annotations.NullMarked;
