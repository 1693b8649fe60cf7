package io.hyperpatch.cluster;

import java.util.Objects;

/** Which cluster: its ARN, and its name for people. */
public record ClusterRef(ClusterArn arn, String name) {
    public ClusterRef {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(name, "name");
    }
}
