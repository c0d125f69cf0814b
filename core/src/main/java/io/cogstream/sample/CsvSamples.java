package io.cogstream.sample;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows as CSV with a header: fields are quoted where they must be, lines end with a line feed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class CsvSamples {
    private final Appendable out;
    private final int bands;

    private CsvSamples(Appendable out, int bands) {
        this.out = out;
        this.bands = bands;
    }

    /** Writes all rows. */
    public static SampledPoints.RowCount write(SampledPoints samples, Appendable out) throws IOException {
        List<String> names = new ArrayList<>(SampleFormat.KEYS);
        names.addAll(samples.bands());
        CsvSamples csv = new CsvSamples(out, samples.bands().size());
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ",").append(quoted(names.get(i)));
        }
        out.append('\n');
        return samples.forEachRow(csv::row);
    }

    private void row(SampledRow row) throws IOException {
        String collection = row.item().collection();
        out.append(quoted(row.pointId())).append(',');
        out.append(NumberOutput.toString(row.x(), true)).append(',');
        out.append(NumberOutput.toString(row.y(), true)).append(',');
        out.append(row.item().time().toString()).append(',');
        out.append(quoted(row.item().id())).append(',');
        out.append(collection == null ? "" : quoted(collection));
        for (int band = 0; band < bands; band++) {
            out.append(',').append(row.hasValue(band) ? row.value(band).text() : "");
        }
        out.append('\n');
    }

    private static String quoted(String field) {
        for (int i = 0; i < field.length(); i++) {
            char character = field.charAt(i);
            if (character == ',' || character == '"' || character == '\n' || character == '\r') {
                return '"' + field.replace("\"", "\"\"") + '"';
            }
        }
        return field;
    }
}
