package io.cogstream.open;

import io.cogstream.cube.ArraySpec;
import io.cogstream.stac.ItemIndex;

/**
 * An array that a query describes, before anything is written.
 *
 * @param spec what the array is
 * @param index the items it is made of, frozen
 */
public record ArrayPlan(ArraySpec spec, ItemIndex index) {}
