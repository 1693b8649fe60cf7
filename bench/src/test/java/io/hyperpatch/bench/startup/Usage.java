package io.hyperpatch.bench.startup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has taken so far, as Linux counts it.
 *
 * @param processor of the threads that still live
 * @param peakBytes the most memory that it ever had resident
 */
record Usage(Duration processor, long peakBytes) {
    static Usage of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                nanos += nanos(thread);
            }
        }
        long kilobytes = Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        return new Usage(Duration.ofNanos(nanos), kilobytes * 1024);
    }

    private static long nanos(Path thread) throws IOException {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
