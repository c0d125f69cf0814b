package io.cogstream.stac.cql2;

/**
 * A property of the item.
 *
 * @param name as catalogs name their columns, nested names joined with dots
 */
public record Property(String name) implements Expression {

    public Property {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a property without a name");
        }
    }

    /** A property as users write it: the {@code properties.} of a STAC item is dropped. */
    static Property named(String text) {
        return new Property(text.startsWith("properties.") ? text.substring("properties.".length()) : text);
    }

    @Override
    public Kind kind() {
        return Kind.ANY;
    }
}
