package io.hyperpatch.rehearsal.twin;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** A duration drawn evenly, to the millisecond, from a range; both ends are included. */
public record DurationRange(Duration min, Duration max) {

    public DurationRange {
        Objects.requireNonNull(min, "min");
        max = max == null ? min : max;
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("a range of durations needs 0 <= min <= max, got " + min + " to " + max);
        }
    }

    static DurationRange of(String min, String max) {
        return new DurationRange(Duration.parse(min), Duration.parse(max));
    }

    Duration draw(RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(min.toMillis(), max.toMillis() + 1));
    }
}
