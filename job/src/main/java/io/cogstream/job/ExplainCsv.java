package io.cogstream.job;

import io.cogstream.explain.ReadSink;
import io.cogstream.explain.ReadTable;
import java.io.IOException;
import java.io.PrintWriter;

/** A row per chunk and source. */
record ExplainCsv(PrintWriter out) implements ExplainAnswer {
    @Override
    public ReadSink start(Explained explained) throws IOException {
        ReadTable table = new ReadTable(explained.array(), out);
        table.start();
        return table;
    }

    @Override
    public void end(Explained explained) {}
}
