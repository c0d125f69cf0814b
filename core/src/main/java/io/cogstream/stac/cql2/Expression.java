package io.cogstream.stac.cql2;

/**
 * A node of a CQL2 expression; immutable. Both encodings of an expression give equal trees.
 *
 * @see <a href="https://docs.ogc.org/is/21-065r2/21-065r2.html">OGC 21-065r2, Common Query Language (CQL2)</a>
 */
public sealed interface Expression permits Literal, Property, Elements, Interval, Operation, FunctionCall {

    /** What it gives. */
    Kind kind();
}
