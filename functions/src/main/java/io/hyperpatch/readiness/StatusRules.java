package io.hyperpatch.readiness;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import java.util.List;

/**
 * Do the cluster and its target groups stand still and well?
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeCluster.html">DescribeCluster</a>
 */
final class StatusRules {
    static final String CLUSTER_IN_SERVICE = "cluster-in-service";
    static final String GROUPS_IN_SERVICE = "groups-in-service";

    private static final String IN_SERVICE = "InService";
    private static final String CONTINUOUS = "Continuous";

    private StatusRules() {}

    static List<Obstacle> clusterInService(Situation situation) {
        Cluster cluster = situation.cluster();
        if (cluster.status().equals(IN_SERVICE)) {
            return List.of();
        }
        String message = cluster.failureMessage()
                .filter(text -> !text.isBlank())
                .map(text -> " (" + text + ")")
                .orElse("");
        // In Continuous mode nodes come and go while the cluster stays InService: another status means more there.
        String mode = cluster.nodeProvisioningMode().filter(CONTINUOUS::equals).isPresent()
                ? ", although it provisions its nodes continuously"
                : "";
        return List.of(Obstacle.ofCluster(
                CLUSTER_IN_SERVICE,
                "its status is " + cluster.status() + mode + message,
                switch (cluster.status()) {
                    case "Creating", "Updating", "SystemUpdating", "RollingBack" -> "begin again when it is InService";
                    case "Deleting" -> "leave it out of the policy";
                    case "" -> "find out why, or patch the others without it: name it in the policy's rollout.leaveOut";
                    default -> "bring it back to InService first";
                }));
    }

    static List<Obstacle> groupsInService(Situation situation) {
        return situation.inhabited().stream()
                .filter(group -> !group.status().equals(IN_SERVICE))
                .filter(group -> !degradedByFew(situation, group))
                .map(StatusRules::notInService)
                .toList();
    }

    /** The broken nodes themselves explain the status, and the policy allows for them. */
    private static boolean degradedByFew(Situation situation, InstanceGroup group) {
        return group.status().equals("Degraded")
                && !BrokenNodeRules.tolerated(situation, group).isEmpty();
    }

    private static Obstacle notInService(InstanceGroup group) {
        return Obstacle.ofGroup(
                GROUPS_IN_SERVICE,
                group.name(),
                "group " + group.name()
                        + (group.status().isEmpty() ? " shows no status" : " has the status '" + group.status() + "'"),
                switch (group.status()) {
                    case "Updating", "SystemUpdating" -> "begin again when it is InService";
                    case "Degraded" -> "replace its unhealthy nodes first: an update would hide what ails them";
                    case "Failed", "Creating", "Deleting" ->
                        "bring it to InService, or patch the others without it: name it in the policy's"
                                + " rollout.leaveOut, as [" + group.name()
                                + "], or leave out every such group with rollout.onUnready: leaveOut";
                    case "" -> "find out why, or patch the others without it: name it in the policy's rollout.leaveOut";
                    default -> "bring it back to InService first";
                });
    }
}
