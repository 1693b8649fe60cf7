package io.hyperpatch.readiness;

import io.hyperpatch.cluster.InstanceGroup;
import java.util.List;
import java.util.stream.Collectors;

/** Are the groups that the run names there to be patched? */
final class TargetRules {
    static final String GROUPS_KNOWN = "groups-known";
    static final String NODES_TO_PATCH = "nodes-to-patch";

    private TargetRules() {}

    static List<Obstacle> groupsKnown(Situation situation) {
        return situation.strangers().stream()
                .map(name -> Obstacle.ofGroup(
                        GROUPS_KNOWN,
                        name,
                        "the cluster has no instance group '" + name + "'",
                        "begin again: the cluster's groups are read anew"))
                .toList();
    }

    /** Silent where a group is unknown: that is said already. */
    static List<Obstacle> nodesToPatch(Situation situation) {
        boolean nodes = situation.inhabited().stream().anyMatch(group -> group.currentCount() > 0);
        if (nodes || !situation.strangers().isEmpty()) {
            return List.of();
        }
        String which = situation.wanted().isEmpty()
                ? "the run names no instance group"
                : "there is nothing to patch: no node in "
                        + situation.wantedGroups().stream()
                                .map(InstanceGroup::name)
                                .collect(Collectors.joining(", "));
        boolean leftOut = situation.wantedGroups().stream()
                .anyMatch(group -> situation.leftOut(group) && group.currentCount() > 0);
        String remedy = leftOut
                ? "take a group with nodes out of rollout.leaveOut, or bring it to InService"
                : "begin again when one of its groups has nodes";
        return List.of(Obstacle.ofCluster(NODES_TO_PATCH, which, remedy + ", or take the cluster out of the policy"));
    }
}
