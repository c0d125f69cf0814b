package io.cogstream.job;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has used up to a moment.
 *
 * @param wallSeconds since the JVM started
 * @param cpuSeconds of all threads
 */
record ProcessUsage(double wallSeconds, double cpuSeconds) {

    static ProcessUsage now() {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new ProcessUsage((System.currentTimeMillis() - started) / 1e3, system.getProcessCpuTime() / 1e9);
    }

    ProcessUsage minus(ProcessUsage earlier) {
        return new ProcessUsage(wallSeconds - earlier.wallSeconds, cpuSeconds - earlier.cpuSeconds);
    }

    /** Largest resident memory of this process so far in bytes, or 0 where the system does not tell. */
    static long peakRssBytes() {
        Path status = Path.of("/proc/self/status");
        try {
            for (String line : Files.isReadable(status) ? Files.readAllLines(status) : java.util.List.<String>of()) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
        return 0;
    }
}
