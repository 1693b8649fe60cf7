package io.hyperpatch.report;

import java.util.Objects;

/**
 * A node that needs a word of its own.
 *
 * @param why in the service's words or ours: text from outside
 */
public record NodeNote(String instanceId, String why) {
    public NodeNote {
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(why, "why");
    }
}
