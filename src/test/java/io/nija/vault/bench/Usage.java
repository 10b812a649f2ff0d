package io.nija.vault.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process and all that it has started have used, as Linux counts it; elsewhere all of it is NaN.
 *
 * @param cpuSeconds since its start, those of ended children included
 * @param megabytes  of memory that is resident now
 */
record Usage(double cpuSeconds, double megabytes) {

    /** Linux tells programs of 100 ticks a second, whatever its own clock does. */
    private static final double TICKS_PER_SECOND = 100;

    static Usage of(ProcessHandle process) {
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return new Usage(Double.NaN, Double.NaN);
        }
        return Stream.concat(Stream.of(process), process.descendants()).map(Usage::ofOne)
                .reduce(new Usage(0, 0), (a, b) -> new Usage(a.cpuSeconds + b.cpuSeconds, a.megabytes + b.megabytes));
    }

    private static Usage ofOne(ProcessHandle process) {
        var directory = Path.of("/proc", String.valueOf(process.pid()));
        try {
            var stat = Files.readString(directory.resolve("stat"));
            // Behind the name, which may hold anything: utime, stime, cutime and cstime are the 14th to 17th of all.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return new Usage(ticks / TICKS_PER_SECOND, residentMegabytes(directory));
        } catch (IOException e) {
            return new Usage(0, 0); // it has just ended, and its parent has inherited its time
        }
    }

    private static double residentMegabytes(Path directory) throws IOException {
        return Files.readString(directory.resolve("status")).lines().filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6).sum();
    }
}
