package io.hyperpatch.intent;

import io.hyperpatch.cluster.Node;
import java.time.Instant;
import java.util.Optional;

/** What a node was when the intent was planned. */
public record NodeBefore(String instanceId, String group, String status, Optional<Instant> lastSoftwareUpdate) {
    public static NodeBefore of(Node node) {
        return new NodeBefore(node.instanceId(), node.group(), node.status(), node.lastSoftwareUpdate());
    }

    /**
     * A software update has reached the node since. A node that was still on its way into its group gets an update time of itself when it
     * arrives there.
     */
    public boolean updatedIn(Node now) {
        return status.equals(Node.RUNNING) && !lastSoftwareUpdate.equals(now.lastSoftwareUpdate());
    }
}
