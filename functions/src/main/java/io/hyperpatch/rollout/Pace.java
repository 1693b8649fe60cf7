package io.hyperpatch.rollout;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait until the next look.
 *
 * <p>Short while the end may be near, longer while it is far, and never more than max(5 minutes, 5 % of the time elapsed): so even
 * with every event lost, the end is noticed in time, and two weeks of rollout need few looks.
 */
public final class Pace {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration FLOOR = Duration.ofMinutes(5);
    private static final long ELAPSED_PARTS = 20;
    private static final long REMAINING_PARTS = 4;

    private Pace() {}

    /** The longest time between two looks after so much of the update. */
    public static Duration longest(Instant calledAt, Instant now) {
        Duration share = Duration.between(calledAt, now).dividedBy(ELAPSED_PARTS);
        return share.compareTo(FLOOR) > 0 ? share : FLOOR;
    }

    /** @param expectedEnd when the update should be over; that it is overdue counts like time that remains */
    public static Duration next(Instant calledAt, Instant expectedEnd, Instant now) {
        Duration part = Duration.between(now, expectedEnd).abs().dividedBy(REMAINING_PARTS);
        Duration longest = longest(calledAt, now);
        if (part.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return part.compareTo(longest) < 0 ? part : longest;
    }

    /** While it is open whether anything began: an update that comes and goes quickly must not slip between two looks. */
    public static Duration settling() {
        return LEAST;
    }
}
