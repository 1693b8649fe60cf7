package io.hyperpatch.proof;

import java.util.Objects;

/** A node that is not what it should be, and why, in words for people. */
public record NodeNote(String instanceId, String why) {
    public NodeNote {
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(why, "why");
    }
}
