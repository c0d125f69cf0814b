package io.cogstream.stac.cql2;

/** Kinds of tokens of a text expression. */
enum TokenType {
    NAME,
    QUOTED_NAME,
    NUMBER,
    TEXT,
    SYMBOL,
    END
}
