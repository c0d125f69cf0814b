package io.cogstream.stac.cql2;

/** Patterns: {@code %} is any text, {@code _} one character, and a backslash takes the next character as it is. */
final class Like {
    private Like() {}

    /** In time proportional to the product of the lengths, whatever the pattern. */
    static boolean matches(String text, String pattern) {
        int[] codes = text.codePoints().toArray();
        int[] marks = pattern.codePoints().toArray();
        int at = 0;
        int mark = 0;
        int retryAt = -1;
        int retryMark = -1;
        while (at < codes.length) {
            if (mark < marks.length && marks[mark] == '%') {
                retryMark = ++mark;
                retryAt = at;
            } else if (mark < marks.length && matchesOne(codes[at], marks, mark)) {
                at++;
                mark += length(marks, mark);
            } else if (retryMark >= 0) {
                mark = retryMark;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        while (mark < marks.length && marks[mark] == '%') {
            mark++;
        }
        return mark == marks.length;
    }

    private static boolean isEscape(int[] marks, int mark) {
        return marks[mark] == '\\' && mark + 1 < marks.length;
    }

    private static int length(int[] marks, int mark) {
        return isEscape(marks, mark) ? 2 : 1;
    }

    private static boolean matchesOne(int code, int[] marks, int mark) {
        return isEscape(marks, mark) ? marks[mark + 1] == code : marks[mark] == '_' || marks[mark] == code;
    }
}
