package io.hyperpatch.cluster;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A node as ListClusterNodes and DescribeClusterNode show it.
 *
 * @param status as text: FailedMaintenance is in no enumeration; trust it, not the message, which sticks
 * @param currentImageId only DescribeClusterNode tells it
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterNodeDetails.html">ClusterNodeDetails</a>
 */
public record Node(
        String instanceId,
        String group,
        String status,
        Optional<String> message,
        Optional<Instant> lastSoftwareUpdate,
        Optional<String> currentImageId) {
    public static final String RUNNING = "Running";

    public Node {
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(status, "status");
    }

    public boolean running() {
        return status.equals(RUNNING);
    }
}
