package io.hyperpatch.rollout;

import java.time.Duration;

/**
 * How often a run has tried what did not succeed so far, and how long it goes on trying. The workflow counts.
 *
 * @param checks of the cluster before the plan
 * @param looks among them that found a shortage
 * @param plannings of the step's call
 * @param watches that ended, of all steps
 * @param lostWatches in a row
 * @param proofs of the step
 */
public record Tries(int checks, int looks, int plannings, int watches, int lostWatches, int proofs) {
    /** So that the history of an execution stays within its limit. */
    static final int MOST_CHECKS = 200;

    static final int MOST_LOOKS = 3;
    static final int MOST_PLANNINGS = 12;
    static final int MOST_LOST_WATCHES = 3;

    /** The deadline of an intent ends its proofs much earlier. */
    static final int MOST_PROOFS = 200;

    /** What one invocation has read is kept. */
    static final Duration TO_READ_ON = Duration.ofMinutes(1);

    /** A scaling moves within that time; a shortage does not. */
    static final Duration TO_LOOK_AGAIN = Duration.ofMinutes(15);

    /**
     * After an update a cluster may need a moment to settle, and while nodes come and go, so does a
     * listing.
     */
    static final Duration TO_PLAN_AGAIN = Duration.ofMinutes(5);

    /** Whatever ended a watch may pass. */
    static final Duration TO_WATCH_AGAIN = Duration.ofMinutes(1);

    /** Nodes take that long to start. */
    static final Duration TO_PROVE_AGAIN = Duration.ofMinutes(5);
}
