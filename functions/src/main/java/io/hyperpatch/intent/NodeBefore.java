package io.hyperpatch.intent;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ShownImage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a node when the intent was planned.
 *
 * @param imageVersionStatus as ListClusterNodes showed it; it was seen to flap between readings
 */
public record NodeBefore(
        String instanceId,
        String group,
        String status,
        Optional<Instant> lastSoftwareUpdate,
        Optional<String> imageVersionStatus) {

    /**
     * The statuses of a node that was out of order before anything began, and that no update is asked to heal.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceStatusDetails.html">
     *     ClusterInstanceStatusDetails; FailedMaintenance is in no enumeration, and was seen all the same</a>
     */
    private static final Set<String> BROKEN = Set.of("Failure", "FailedMaintenance", "NotFound");

    public static NodeBefore of(Node node) {
        return new NodeBefore(
                node.instanceId(), node.group(), node.status(), node.lastSoftwareUpdate(), node.imageVersionStatus());
    }

    /**
     * A node that was listed twice when the intent was planned, and not the same both times: nothing is known of it then, so it counts
     * as one that was still on its way.
     */
    public NodeBefore ofOneStoredTwice(NodeBefore other) {
        return equals(other) ? this : new NodeBefore(instanceId, group, "", Optional.empty(), Optional.empty());
    }

    /**
     * A software update has reached the node since. A node that was still on its way into its group gets an update time of itself when it
     * arrives there.
     */
    public boolean updatedIn(Node now) {
        return running() && !lastSoftwareUpdate.equals(now.lastSoftwareUpdate());
    }

    public boolean running() {
        return status.equals(Node.RUNNING);
    }

    /** The node as far as it is known where no listing holds it now. */
    public Node unlisted() {
        return new Node(
                instanceId,
                group,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ShownImage.NONE,
                Optional.empty());
    }

    /** It was out of order before the start. A node in any other status is on its way, and is proved. */
    public boolean broken() {
        return isBroken(status);
    }

    /** A status of a node that is out of order. */
    public static boolean isBroken(String status) {
        return BROKEN.contains(status);
    }
}
