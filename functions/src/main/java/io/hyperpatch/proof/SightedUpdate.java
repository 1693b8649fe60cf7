package io.hyperpatch.proof;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.SoftwareUpdate;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.platform.Capability;
import java.time.Instant;

/**
 * The rung {@link Evidence#SIGHTED_UPDATE}: what the sighting of our own update proves of a group and its
 * nodes where no image is shown.
 *
 * <p>That a node's update time differs from the one before is not enough: it must lie after the call, since
 * a node that is launched gets one of itself.
 */
final class SightedUpdate {
    private SightedUpdate() {}

    /** Our update was seen under way, and nothing shows the configuration of another one since. */
    static boolean seen(GroupSight sight) {
        Intent intent = sight.intent();
        InstanceGroup group = sight.group();
        boolean another = group.activeUpdate().isPresent() && intent.ownership().marksUpdates() && !intent.marks(group);
        return sight.platform().can(Capability.UPDATE_TIMES) && intent.wasSeenUnderWay() && !another;
    }

    /** Our update brought this node to its image, whatever that is. */
    static boolean updated(GroupSight sight, Node node) {
        return seen(sight) && sight.succeeded() && afterTheCall(sight, node);
    }

    private static boolean afterTheCall(GroupSight sight, Node node) {
        Instant called = sight.intent().calledAt().orElse(Instant.MAX);
        NodeBefore before = sight.before().get(node.instanceId());
        if (before == null) {
            return node.launchedAt().filter(called::isBefore).isPresent();
        }
        boolean changed = sight.updatedSince(node) || updatedOnItsWay(before, node);
        return changed && node.lastSoftwareUpdate().filter(called::isBefore).isPresent();
    }

    /**
     * It did not run when the intent was planned, and an update has reached it since. Its launch had given
     * it an update time already, so that the one it has now is none of its launch.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterNodeSummary.html">ClusterNodeSummary; the two times
     *     of a node that was never patched were seen to be equal</a>
     */
    private static boolean updatedOnItsWay(NodeBefore before, Node node) {
        return before.lastSoftwareUpdate().isPresent()
                && !before.lastSoftwareUpdate().equals(node.lastSoftwareUpdate())
                && !node.lastSoftwareUpdate().equals(node.launchedAt());
    }

    /** Our update went back, and the service says that it is back: what runs then runs what it ran before. */
    static boolean undone(GroupSight sight) {
        return seen(sight)
                && sight.group()
                        .softwareUpdateStatus()
                        .filter(SoftwareUpdate.ROLLBACK_COMPLETE::equals)
                        .isPresent();
    }
}
