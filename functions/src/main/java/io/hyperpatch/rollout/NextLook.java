package io.hyperpatch.rollout;

import io.hyperpatch.intent.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When a cluster is looked at again whose update may still go on.
 *
 * @param pause how long until then, unless a signal hastens it
 * @param rest whether no signal is to hasten it, because looks follow one another too closely
 * @param quietUntil until when the events of single nodes, which come by the thousand, are no reason to look
 */
public record NextLook(Duration pause, boolean rest, Instant quietUntil) {
    /** How long the watch rests after a hurried look, without listening for a signal. */
    public static final Duration REST = Duration.ofMinutes(1);

    /** What is over is not waited for; but the function that says so has to be run, which may take its time. */
    public static final Duration TO_SAY_IT_IS_OVER = Duration.ofMinutes(5);

    public NextLook {
        Objects.requireNonNull(pause, "pause");
        Objects.requireNonNull(quietUntil, "quietUntil");
    }

    /**
     * Decides after a look that found nothing to be over.
     *
     * @param lookedAt when the look before this one was, in seconds since the epoch; 0 if this is the first
     *     of a watch
     * @param stalled whether people are to be notified that nothing moves
     */
    public static NextLook after(Intent intent, long lookedAt, boolean stalled, Patience patience, Instant now) {
        Instant calledAt = intent.calledAt().orElseThrow();
        Instant quietUntil = now.plus(Pace.longest(calledAt, now));
        return isHurried(lookedAt, now) && !stalled
                ? new NextLook(REST, true, quietUntil)
                : new NextLook(Deadline.within(pace(intent, calledAt, patience, now), intent, now), false, quietUntil);
    }

    private static Duration pace(Intent intent, Instant calledAt, Patience patience, Instant now) {
        boolean open = intent.sightedAt().isEmpty() && now.isBefore(patience.settled(calledAt));
        return open ? Pace.settling() : Pace.next(calledAt, calledAt.plus(intent.expected()), now);
    }

    /**
     * Right after a start, events come in a burst: the first look counts as a hurried one. A stall is
     * notified without a rest.
     */
    private static boolean isHurried(long lookedAt, Instant now) {
        return lookedAt == 0 || now.getEpochSecond() - lookedAt < REST.toSeconds();
    }
}
