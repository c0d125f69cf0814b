package io.cogstream.stac.cql2;

import java.text.Normalizer;
import java.util.Locale;

/** Texts without the difference of upper and lower case, or without accents. */
final class Folding {
    private Folding() {}

    static String apply(Operator operator, String text) {
        return switch (operator) {
            // By way of upper case, as sharp s folds to two letters; both lower sigmas are one letter.
            case CASEI -> text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
            case ACCENTI -> Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
            default -> throw new IllegalStateException(operator + " folds no text");
        };
    }
}
