package io.hyperpatch.run;

/**
 * How a run ended, or why an event started none.
 *
 * <p>{@link #OBSERVED} and {@link #QUIET} are the two ends at which, by intention, nothing was to be done.
 */
public enum Outcome {
    /** Every node of every group runs the pinned image, proved node by node. */
    VERIFIED("Verified"),
    /** The service reported success and left nodes on the old image; each is named. */
    VERIFIED_WITH_SKIPS("VerifiedWithSkips"),
    /**
     * The update of ours ended well, and the service shows no image: proved by the sighting of the update and the nodes' update times, or
     * by version statuses that turned UpToDate.
     */
    UPDATED("Updated"),
    /** The update was undone: the groups of its step are back on the image that they had. */
    ROLLED_BACK("RolledBack"),
    /** People stopped the run. */
    ABORTED("Aborted"),
    /** Nodes of one update stand on different images, or have failed; or somebody else has moved a group since its proof. */
    MIXED("Mixed"),
    /**
     * Something from outside kept the next step from beginning. Nothing is wrong with the image: what is left undone can be resumed, and
     * nothing is blocked.
     */
    INTERRUPTED("Interrupted"),
    /** Nothing was begun, for the reason given. */
    REFUSED("Refused"),
    /** Nothing was begun because the image is younger than the policy wants. */
    DEFERRED("Deferred"),
    /** There was nothing to do: proved node by node. */
    ALREADY_CURRENT("AlreadyCurrent"),
    /** The same work is being done, or has been done, by another run. */
    DUPLICATE("Duplicate"),
    /** No reading of the cluster tells what happened; the lease is kept until somebody knows. */
    UNKNOWN("Unknown"),
    /** The policy's mode is observe: a plan was made and sent, nothing was begun. */
    OBSERVED("Observed"),
    /** The event does not concern this policy. */
    QUIET("Quiet");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word used in workflows, events, notifications and on the command line. */
    @com.fasterxml.jackson.annotation.JsonValue
    public String word() {
        return word;
    }

    /** An {@link IllegalArgumentException} names a word that is none. */
    @com.fasterxml.jackson.annotation.JsonCreator
    public static Outcome of(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word.equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no outcome of a run");
    }

    /** The same work may be tried again by an event: no start call was made. */
    public boolean endedWithoutCall() {
        return this == REFUSED || this == DEFERRED || this == OBSERVED;
    }

    /** The pin is blocked on this cluster until an operator releases it: to begin again would only repeat the harm. */
    public boolean blocksThePin() {
        return this == ROLLED_BACK || this == ABORTED || this == MIXED;
    }
}
