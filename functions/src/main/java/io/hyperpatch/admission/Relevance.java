package io.hyperpatch.admission;

/** Whether an event is worth a look at what the policy tracks. Nothing has been asked of AWS so far. */
public sealed interface Relevance {

    String reason();

    /** Look up the tracked image and the clusters. */
    record Look(String reason) implements Relevance {}

    /** Nothing to do, and nobody to disturb. */
    record Quiet(String reason) implements Relevance {}
}
