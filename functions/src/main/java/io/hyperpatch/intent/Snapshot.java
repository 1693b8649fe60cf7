package io.hyperpatch.intent;

import java.time.Duration;
import java.time.Instant;

/**
 * The age of what an intent stores of the groups and nodes before its call. What became of the call is told by comparing with that, so
 * whatever others change between the reading and the call would count as ours.
 */
public final class Snapshot {
    /** An intent is called no later than so long after the reading; one that is older is planned anew. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    private Snapshot() {}

    public static boolean tooOld(Intent intent, Instant now) {
        return now.isAfter(intent.plannedAt().plus(LONGEST));
    }
}
