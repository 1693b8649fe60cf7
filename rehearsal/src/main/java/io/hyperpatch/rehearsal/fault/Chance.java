package io.hyperpatch.rehearsal.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Decides for one fault, occasion by occasion, whether it strikes: its own counts, its own stream of the seed. */
final class Chance {

    private final When when;
    private final Instant start;
    private final RandomGenerator random;
    private int seen;
    private int struck;

    /** @param number the fault's place in the scenario: one fault more or less does not change the others' draws */
    Chance(When when, Instant start, long seed, int number) {
        this.when = when;
        this.start = start;
        this.random = stream(seed, number);
    }

    /** Neighbouring seeds must not share their draws: a stream is split off, not found by an offset. */
    private static RandomGenerator stream(long seed, int number) {
        SplittableRandom streams = new SplittableRandom(seed);
        SplittableRandom mine = streams.split();
        for (int i = 0; i < number; i++) {
            mine = streams.split();
        }
        return mine;
    }

    boolean strikes(Instant now) {
        Duration elapsed = Duration.between(start, now);
        if ((when.from() != null && elapsed.compareTo(when.from()) < 0)
                || (when.to() != null && elapsed.compareTo(when.to()) >= 0)) {
            return false;
        }
        seen++;
        if ((when.occurrence() != null && seen != when.occurrence())
                || (when.atMost() != null && struck >= when.atMost())
                || (when.probability() != null && random.nextDouble() >= when.probability())) {
            return false;
        }
        struck++;
        return true;
    }

    /** A duration up to and excluding the given one, in milliseconds; zero for zero. */
    Duration within(Duration most) {
        return most.toMillis() == 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(most.toMillis()));
    }
}
