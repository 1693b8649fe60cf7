package io.hyperpatch.intent;

import io.hyperpatch.cluster.Node;
import java.time.Instant;
import java.util.Optional;

/** What a node was when the intent was planned. */
public record NodeBefore(String instanceId, String group, Optional<Instant> lastSoftwareUpdate) {
    public static NodeBefore of(Node node) {
        return new NodeBefore(node.instanceId(), node.group(), node.lastSoftwareUpdate());
    }
}
