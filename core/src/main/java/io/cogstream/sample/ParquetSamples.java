package io.cogstream.sample;

import io.cogstream.raster.DataType;
import io.cogstream.stac.parquet.OutputColumn;
import io.cogstream.stac.parquet.ParquetTableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as a Parquet file. */
public final class ParquetSamples {
    private final ParquetTableWriter out;

    /** Type of each band's column. */
    private final List<DataType> types;

    private final List<@Nullable Object> cells = new ArrayList<>();

    private ParquetSamples(ParquetTableWriter out, List<DataType> types) {
        this.out = out;
        this.types = types;
    }

    /**
     * Writes all rows. A band without any value is a column of doubles.
     *
     * @param file replaced if it is there
     */
    public static SampledPoints.RowCount write(SampledPoints samples, Path file) throws IOException {
        List<DataType> types = new ArrayList<>();
        List<OutputColumn> columns = new ArrayList<>(List.of(
                OutputColumn.text("point", true),
                OutputColumn.number("x", DataType.FLOAT64, true),
                OutputColumn.number("y", DataType.FLOAT64, true),
                OutputColumn.time("datetime", true),
                OutputColumn.text("item", true),
                OutputColumn.text("collection", false)));
        for (int band = 0; band < samples.bands().size(); band++) {
            DataType type = samples.type(band);
            types.add(type == null ? DataType.FLOAT64 : type);
            columns.add(OutputColumn.number(samples.bands().get(band), types.get(band), false));
        }
        try (ParquetTableWriter out = ParquetTableWriter.create(file, columns)) {
            return samples.forEachRow(new ParquetSamples(out, types)::row);
        }
    }

    private void row(SampledRow row) throws IOException {
        cells.clear();
        cells.add(row.pointId());
        cells.add(row.x());
        cells.add(row.y());
        cells.add(row.item().time());
        cells.add(row.item().id());
        cells.add(row.item().collection());
        for (int band = 0; band < types.size(); band++) {
            cells.add(row.hasValue(band) ? number(row.value(band), types.get(band)) : null);
        }
        out.write(cells);
    }

    private static Number number(SampleValue value, DataType type) {
        return type.isFloat() ? (Number) value.doubleValue() : (Number) value.longValue();
    }
}
