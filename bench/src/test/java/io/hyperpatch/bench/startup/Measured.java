package io.hyperpatch.bench.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One way in which a function answers for the first time, measured again and again. */
final class Measured {
    private final List<Start> starts = new ArrayList<>();

    /**
     * One start.
     *
     * @param time until the response
     * @param processor what the process took of the processors meanwhile
     */
    record Start(Duration time, Duration processor) {}

    void add(Start start) {
        starts.add(start);
    }

    /** The median. */
    double milliseconds() {
        return median(Start::time);
    }

    /** The median. */
    double processorMilliseconds() {
        return median(Start::processor);
    }

    private double median(Function<Start, Duration> value) {
        List<Duration> sorted = starts.stream().map(value).sorted().toList();
        return sorted.get(sorted.size() / 2).toNanos() / 1e6;
    }
}
