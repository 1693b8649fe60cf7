package io.hyperpatch.rollout;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.text.Outside;
import java.time.Duration;
import java.time.Instant;

/**
 * Says how long a run goes on trying to see what became of a start call, by the intent's record alone.
 *
 * <p>It is judged before the cluster is read. A reading can fail in more ways than anybody lists: the
 * service is out of order, a right is missing, an answer lacks a member that the API promises, the function
 * is killed on its way. None of them may keep a run from its end.
 */
public final class Deadline {
    /**
     * An update that is seen at its end shortly before the deadline is still proved: nodes settle, and
     * reads are throttled.
     */
    private static final Duration TO_PROVE = Duration.ofHours(12);

    /** Of the words of a failure: a state of the workflow carries them. */
    private static final int LONGEST = 2_000;

    private Deadline() {}

    /**
     * Decides whether the end of the update is no longer waited for: a reading that fails now is the last
     * one.
     */
    public static boolean isOver(Intent intent, Instant now) {
        return now.isAfter(intent.deadline());
    }

    /** Decides whether the proof of the update's end is no longer waited for. */
    public static boolean isOverForProof(Intent intent, Instant now) {
        return isOver(intent, now)
                && intent.endedAt()
                        .filter(ended -> now.isBefore(ended.plus(TO_PROVE)))
                        .isEmpty();
    }

    /**
     * Returns a wait that does not last beyond the deadline, as long as that lies ahead; one minute at
     * least.
     */
    public static Duration within(Duration wait, Intent intent, Instant now) {
        Duration left = Duration.between(now, intent.deadline()).plusSeconds(1);
        if (left.isNegative() || left.compareTo(wait) >= 0) {
            return wait;
        }
        return left.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : left;
    }

    /** Says what is reported of a run whose readings failed. */
    public static String unread(Intent intent, String why) {
        return "the cluster could not be read by " + intent.deadline() + ", the deadline of the run: "
                + Outside.cut(why, LONGEST);
    }
}
