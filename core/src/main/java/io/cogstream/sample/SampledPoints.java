package io.cogstream.sample;

import io.cogstream.cube.BandSpec;
import io.cogstream.io.ReadStatistics;
import io.cogstream.raster.DataType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values at points, as rows: by point in the order given, then by time, then in the order of the items. */
public final class SampledPoints implements AutoCloseable {
    private final SamplePlan plan;
    private final SampleTable table;
    private final SampleFailures failures;
    private final ReadStatistics statistics;

    SampledPoints(SamplePlan plan, SampleTable table, SampleFailures failures, ReadStatistics statistics) {
        this.plan = plan;
        this.table = table;
        this.failures = failures;
        this.statistics = statistics;
    }

    SamplePlan plan() {
        return plan;
    }

    SampleTable table() {
        return table;
    }

    SampleFailures failureList() {
        return failures;
    }

    /** Names of the bands, each of which is a column. */
    public List<String> bands() {
        return plan.bands().stream().map(BandSpec::name).toList();
    }

    /** Items with a point in or near their footprint. */
    public int items() {
        return plan.itemsWithPoints();
    }

    public int points() {
        return plan.request().points().size();
    }

    /** What reading cost. */
    public ReadStatistics statistics() {
        return statistics;
    }

    /** What could not be read, by item. */
    public List<SampleFailure> failures() {
        return failures.list();
    }

    /**
     * The type that holds the values of a band: that of its sources, or the smallest that holds those of all.
     *
     * @return null if the band has no value
     */
    public @Nullable DataType type(int band) {
        Set<DataType> found = EnumSet.noneOf(DataType.class);
        for (long row = 0; row < plan.places().rows(); row++) {
            if (table.hasValue(row, band)) {
                found.add(table.type(row, band));
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        for (DataType type : DataType.values()) {
            if (found.stream().allMatch(type::holdsAll)) {
                return type;
            }
        }
        return DataType.FLOAT64;
    }

    /** Takes rows, one by one. */
    @FunctionalInterface
    public interface RowConsumer {
        /** @param row stays as it is until the method returns */
        void accept(SampledRow row) throws IOException;
    }

    /**
     * Visits the rows that are complete. A point has a row for each item whose image has a pixel there, unless a value of it
     * failed.
     *
     * @return how many points have no row, and how many rows there are
     */
    public RowCount forEachRow(RowConsumer consumer) throws IOException {
        long rows = 0;
        int without = 0;
        SampledRow view = new SampledRow(plan, table);
        for (int point = 0; point < points(); point++) {
            long before = rows;
            for (long row = plan.places().firstRow(point); row < plan.places().firstRow(point + 1); row++) {
                if (table.isComplete(row, plan.bands().size())) {
                    view.moveTo(point, row);
                    consumer.accept(view);
                    rows++;
                }
            }
            without += rows == before ? 1 : 0;
        }
        return new RowCount(rows, without);
    }

    /**
     * What there is to write.
     *
     * @param rows in all
     * @param pointsWithoutRow that no image has a pixel for, or whose rows failed
     */
    public record RowCount(long rows, int pointsWithoutRow) {}

    @Override
    public void close() throws IOException {
        table.close();
        plan.close();
    }
}
