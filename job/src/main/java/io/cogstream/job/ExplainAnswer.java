package io.cogstream.job;

import io.cogstream.explain.ReadSink;
import java.io.IOException;

/** One way to write down what would be read. */
interface ExplainAnswer {

    /** Begins, and gives what takes the chunks. */
    ReadSink start(Explained explained) throws IOException;

    /** Ends, when all chunks have come. */
    void end(Explained explained) throws IOException;
}
