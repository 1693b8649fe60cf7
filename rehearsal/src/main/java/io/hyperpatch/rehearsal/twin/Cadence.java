package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The steps of one cluster's updates in virtual time; a stall holds all of them back. */
final class Cadence {

    private final VirtualClock clock;
    private final RandomGenerator random;
    private Instant stalledUntil = Instant.MIN;
    private Runnable stalling = () -> {};

    Cadence(VirtualClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    Instant now() {
        return clock.now();
    }

    Duration draw(DurationRange range) {
        return range.draw(random);
    }

    /** @param whenItHolds told once, when it first holds something back */
    void stall(Duration length, Runnable whenItHolds) {
        Instant until = now().plus(length);
        stalledUntil = until.isAfter(stalledUntil) ? until : stalledUntil;
        stalling = whenItHolds;
    }

    void after(Duration delay, Runnable step) {
        clock.after(delay, () -> unlessStalled(step));
    }

    private void unlessStalled(Runnable step) {
        if (stalledUntil.isAfter(now())) {
            stalling.run();
            stalling = () -> {};
            clock.at(stalledUntil, () -> unlessStalled(step));
        } else {
            step.run();
        }
    }
}
