package io.hyperpatch.rollout;

import java.util.List;
import java.util.Objects;

/**
 * What one start call covers.
 *
 * @param index from 1, in the order of the run
 * @param phase {@link #CANARY} or {@link #REST}
 * @param pin the image id, or {@code default}, that all of its groups get
 */
public record Step(int index, String phase, String pin, List<String> groups) {
    public static final String CANARY = "canary";
    public static final String REST = "rest";

    public Step {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(pin, "pin");
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            // Without groups the call would patch every group of the cluster.
            throw new IllegalArgumentException("step " + index + " names no instance group");
        }
    }
}
