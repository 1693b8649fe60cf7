package io.hyperpatch.bench.startup;

import io.hyperpatch.bench.Table;
import java.util.List;
import java.util.stream.Collectors;

/** What a first call still loads, and the memory that it takes. */
final class FootprintTable {
    private static final int SHOWN = 5;

    private final Table table =
            new Table("function", "peak resident", "live heap", "classes loaded after the restore", "most of them");

    void add(Job job, Footprint footprint) {
        table.row(List.of(
                job.function().title(),
                mebibytes(footprint.peakBytes()),
                mebibytes(footprint.heapBytes()),
                Long.toString(footprint.classes()),
                footprint.loaded().stream()
                        .limit(SHOWN)
                        .map(loaded -> loaded.getValue() + " " + loaded.getKey())
                        .collect(Collectors.joining(", "))));
    }

    private static String mebibytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }

    String text() {
        return table.text();
    }
}
