package io.hyperpatch.rehearsal.twin;

import java.util.Objects;

/**
 * A node that was not Running before anything began.
 *
 * @param node an instance id or {@code group/index}
 * @param status as InstanceStatus shows it: Failure, FailedMaintenance and NotFound stay; a node in any other state runs before long
 * @param instance whether it has an instance; on a Continuous cluster a node is there before its instance is (default true)
 */
public record NodeBefore(String node, String status, Boolean instance) {
    public NodeBefore {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(status, "status");
        instance = Objects.requireNonNullElse(instance, true);
    }

    /** The word that counts it. */
    String kind() {
        if (!instance) {
            return "withoutInstance";
        }
        return TwinNode.staysIn(status) ? "brokenBefore" : "onItsWayBefore";
    }
}
