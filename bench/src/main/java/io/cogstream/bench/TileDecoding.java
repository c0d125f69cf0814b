package io.cogstream.bench;

import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSource;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.TileDecoder;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decodes the tiles of a file in memory, one after the other, from compressed bytes to samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class TileDecoding {
    /** A GeoTIFF. */
    @Param("tiles.tif")
    public String file = "tiles.tif";

    private final List<ByteBuffer> tiles = new ArrayList<>();
    private GeoTiff header = null;
    private int next;

    /** What the thread did, whatever else the machine was doing. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Work {
        /** CPU time of the thread, in nanoseconds. */
        public long cpuNanos;

        /** Decoded bytes. */
        public long bytes;

        private long start;

        /** Notes the clock; the thread that decodes runs this. */
        @Setup(Level.Iteration)
        public void start() {
            cpuNanos = 0;
            bytes = 0;
            start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        /** Reads the clock. */
        @TearDown(Level.Iteration)
        public void stop() {
            cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
    }

    /** Reads the file. */
    @Setup
    public void read() throws SourceException {
        ByteSource source = new DefaultByteSources(Runnable::run, HttpOptions.DEFAULT).open(file, new ReadStatistics());
        header = GeoTiffHeader.read(source).join();
        TiffImage image = header.image();
        for (int tile = 0; tile < image.tileCount(); tile++) {
            tiles.add(source.read(image.offsets()[tile], (int) image.counts()[tile])
                    .join());
        }
    }

    /** One tile. */
    @Benchmark
    public byte[] decode(Work work) throws SourceException {
        int tile = next++ % tiles.size();
        byte[] samples = TileDecoder.decode(header, 0, tile, tiles.get(tile));
        work.bytes += samples.length;
        return samples;
    }
}
