package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The unpublished rate limit of the service: so many calls within any one second. */
final class Throttle {

    private final VirtualClock clock;
    private final Integer callsPerSecond;
    private final Deque<Instant> recent = new ArrayDeque<>();

    /** @param callsPerSecond null for no limit */
    Throttle(VirtualClock clock, Integer callsPerSecond) {
        this.clock = clock;
        this.callsPerSecond = callsPerSecond;
    }

    void pass() {
        if (callsPerSecond == null) {
            return;
        }
        Instant now = clock.now();
        while (!recent.isEmpty() && recent.peekFirst().isBefore(now.minus(Duration.ofSeconds(1)))) {
            recent.removeFirst();
        }
        if (recent.size() >= callsPerSecond) {
            throw ApiError.badRequest("ThrottlingException", "Rate exceeded");
        }
        recent.addLast(now);
    }
}
