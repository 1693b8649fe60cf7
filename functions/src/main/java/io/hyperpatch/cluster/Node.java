package io.hyperpatch.cluster;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A node as ListClusterNodes and DescribeClusterNode show it.
 *
 * @param instanceId on a Continuous cluster a node without an instance has only its logical id, which then stands here
 * @param status as text: FailedMaintenance is in no enumeration; trust it, not the message, which sticks
 * @param launchedAt when its instance was launched
 * @param currentImage its id is shown by DescribeClusterNode only; the release version may stand in the list as well
 * @param imageVersionStatus as on the group
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterNodeDetails.html">ClusterNodeDetails</a>
 */
public record Node(
        String instanceId,
        String group,
        String status,
        Optional<String> message,
        Optional<Instant> lastSoftwareUpdate,
        Optional<Instant> launchedAt,
        ShownImage currentImage,
        Optional<String> imageVersionStatus) {
    public static final String RUNNING = "Running";

    public Node {
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(currentImage, "currentImage");
    }

    /** The id of the image that it runs, where this reading shows one. */
    public Optional<String> currentImageId() {
        return currentImage.id();
    }

    public boolean running() {
        return status.equals(RUNNING);
    }
}
