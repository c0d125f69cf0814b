package io.cogstream.sample;

import io.cogstream.raster.DataType;
import io.cogstream.stac.Item;

/** One row: a point, an item, and a value per band. A view that moves on. */
public final class SampledRow {
    private final SamplePlan plan;
    private final SampleTable table;
    private final SampleValue value = new SampleValue();
    private int point;
    private long row;

    SampledRow(SamplePlan plan, SampleTable table) {
        this.plan = plan;
        this.table = table;
    }

    void moveTo(int nextPoint, long nextRow) {
        point = nextPoint;
        row = nextRow;
    }

    public String pointId() {
        return plan.request().points().ids().get(point);
    }

    /** As given. */
    public double x() {
        return plan.request().points().x()[point];
    }

    /** As given. */
    public double y() {
        return plan.request().points().y()[point];
    }

    public Item item() {
        return plan.items().get(table.item(row));
    }

    /** Whether a band has a value: its pixel is valid, and could be read. */
    public boolean hasValue(int band) {
        return table.hasValue(row, band);
    }

    /** The value of a band that has one, until the next call. */
    public SampleValue value(int band) {
        DataType type = table.type(row, band);
        value.set(type, table.bits(row, band));
        return value;
    }
}
