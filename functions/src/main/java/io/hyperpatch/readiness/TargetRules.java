package io.hyperpatch.readiness;

import io.hyperpatch.cluster.InstanceGroup;
import java.util.List;
import java.util.stream.Collectors;

/** Are the groups that the run names there to be patched? */
final class TargetRules {
    static final String GROUPS_KNOWN = "groups-known";
    static final String NOT_RESTRICTED = "not-restricted";
    static final String NODES_TO_PATCH = "nodes-to-patch";

    private TargetRules() {}

    static List<Obstacle> groupsKnown(Situation situation) {
        String known =
                situation.cluster().groups().stream().map(InstanceGroup::name).collect(Collectors.joining(", "));
        return situation.strangers().stream()
                .filter(name -> !situation.restricted(name))
                .map(name -> Obstacle.ofGroup(
                        GROUPS_KNOWN,
                        name,
                        "the cluster has no instance group '" + name + "'",
                        "name one of its groups: " + known))
                .toList();
    }

    /** They show no image and no software update, so nothing could be proved of them. */
    static List<Obstacle> notRestricted(Situation situation) {
        return situation.strangers().stream()
                .filter(situation::restricted)
                .map(name -> Obstacle.ofGroup(
                        NOT_RESTRICTED,
                        name,
                        "group " + name
                                + " is a restricted instance group, which shows no image and no software update",
                        "leave it out of the policy"))
                .toList();
    }

    /** Silent where a group is unknown or restricted: that is said already. */
    static List<Obstacle> nodesToPatch(Situation situation) {
        if (!situation.inhabited().isEmpty() || !situation.strangers().isEmpty()) {
            return List.of();
        }
        String which = situation.targets().isEmpty()
                ? "the run names no instance group"
                : "there is nothing to patch: no node in "
                        + situation.targetGroups().stream()
                                .map(InstanceGroup::name)
                                .collect(Collectors.joining(", "));
        return List.of(Obstacle.ofCluster(NODES_TO_PATCH, which, "name a group that has nodes"));
    }
}
