package io.cogstream.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a CSV text; fields may be quoted and then hold commas, quotes and line ends. Lines end with CRLF, LF or CR; empty
 * ones are skipped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRecords {
    private static final int END = -1;

    private final BufferedReader text;
    private int line = 1;
    private int recordLine = 1;
    private int next;

    CsvRecords(BufferedReader text) throws IOException {
        this.text = text;
        this.next = text.read();
    }

    /** The line in which the last record begins, from 1. */
    int line() {
        return recordLine;
    }

    /**
     * The next record, null after the last.
     *
     * @throws IllegalArgumentException if quotes are not as they should be
     */
    @Nullable
    List<String> read() throws IOException {
        while (next == '\n' || next == '\r') {
            take();
        }
        recordLine = line;
        if (next == END) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (next == ',') {
            take();
            fields.add(field());
        }
        return fields;
    }

    private String field() throws IOException {
        StringBuilder field = new StringBuilder();
        if (next == '"') {
            quoted(field);
            if (!isFieldEnd()) {
                throw new IllegalArgumentException("text after a closing quote");
            }
            return field.toString();
        }
        while (!isFieldEnd()) {
            field.append((char) take());
        }
        return field.toString();
    }

    private void quoted(StringBuilder field) throws IOException {
        take();
        while (true) {
            int character = take();
            if (character == END) {
                throw new IllegalArgumentException("a quote is not closed");
            }
            if (character == '"') {
                if (next != '"') {
                    return;
                }
                take();
            }
            field.append((char) character);
        }
    }

    private boolean isFieldEnd() {
        return next == ',' || next == '\n' || next == '\r' || next == END;
    }

    private int take() throws IOException {
        int taken = next;
        next = text.read();
        if (taken == '\n' || (taken == '\r' && next != '\n')) {
            line++;
        }
        return taken;
    }
}
