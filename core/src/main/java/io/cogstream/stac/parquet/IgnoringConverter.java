package io.cogstream.stac.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Stands where parquet-java wants a record assembler; values are taken from the column readers instead. */
final class IgnoringConverter extends GroupConverter {
    private final PrimitiveConverter leaf = new PrimitiveConverter() {
        @Override
        public GroupConverter asGroupConverter() {
            return IgnoringConverter.this;
        }
    };

    @Override
    public Converter getConverter(int fieldIndex) {
        return leaf;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
