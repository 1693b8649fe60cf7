package io.hyperpatch.run;

/**
 * How a run ended, or why an event started none.
 *
 * <p>{@link #OBSERVED} and {@link #QUIET} are the two ends at which, by intention, nothing was to be done.
 */
public enum Outcome {
    VERIFIED("Verified", "Every node of every group runs the pinned image, proved node by node. Nothing to do."),
    VERIFIED_WITH_SKIPS(
            "VerifiedWithSkips",
            "Patched, except for nodes that a PodDisruptionBudget held; each is named and keeps its image."),
    /** Proved by the sighting of the update and the nodes' update times, or by version statuses that turned UpToDate. */
    UPDATED(
            "Updated",
            "The update of ours ended well on every node, but the service shows no image of them; the first line names"
                    + " what is not shown. Nothing to do."),
    INTERRUPTED(
            "Interrupted",
            "Something from outside kept the next step from beginning. Nothing is wrong with the image and nothing is"
                    + " blocked: what is left undone can be resumed."),
    ROLLED_BACK(
            "RolledBack",
            "The update was undone, its groups are wholly back on the image that they had. The image is blocked in"
                    + " the groups that it did harm to until somebody lifts that."),
    ABORTED("Aborted", "Somebody stopped the run before its next start."),
    /** The same if somebody else has moved a group since its proof. */
    MIXED(
            "Mixed",
            "Nodes of one update stand on different images, or have failed; each is named. Somebody has to look."),
    SUPERSEDED(
            "Superseded",
            "Nothing was begun: by the time of the first call another image was wanted. That one has a run of its own."),
    REFUSED("Refused", "Nothing was begun and nothing has changed; the reason and the remedy are in the notification."),
    DEFERRED(
            "Deferred",
            "Nothing was begun: the image is younger than the policy wants. It says until when; then the update begins"
                    + " by itself."),
    ALREADY_CURRENT("AlreadyCurrent", "There was nothing to do, proved node by node."),
    DUPLICATE("Duplicate", "The same work is being done, or was done, by another run; nothing was begun."),
    UNKNOWN(
            "Unknown",
            "No reading of the cluster can tell yet what became of a start call. The cluster's lease is kept, so that no"
                    + " other run begins; `reconcile` tells later how it turned out, and frees it."),
    OBSERVED("Observed", "The policy's mode is `observe`: a plan was made and sent, nothing was begun."),
    QUIET("Quiet", "The event is about something else. Nobody is told.");

    private final String word;
    private final String meaning;

    Outcome(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** The word used in workflows, events, notifications and on the command line. */
    @com.fasterxml.jackson.annotation.JsonValue
    public String word() {
        return word;
    }

    /** The meaning to the people who run a cluster, in Markdown. */
    public String meaning() {
        return meaning;
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
        return this == REFUSED || this == DEFERRED || this == OBSERVED || this == SUPERSEDED;
    }

    /** The end of a run that did harm, or that people ended: what blocks its images is stored as facts of harm. */
    public boolean blocksThePin() {
        return this == ROLLED_BACK || this == ABORTED || this == MIXED;
    }

    /** Returns true where all is as it was meant to be, or comes to be so by itself: nobody has to look. */
    public boolean needsNobody() {
        return this == VERIFIED || this == ALREADY_CURRENT || this == OBSERVED || this == DEFERRED;
    }
}
