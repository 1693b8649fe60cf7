package io.hyperpatch.readiness;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that the readiness rules look at.
 *
 * @param targets the groups that the run wants to update
 * @param predicted how long the run takes, with a rollback
 */
record Situation(Cluster cluster, List<Node> nodes, Set<String> targets, Duration predicted, Instant now) {
    Situation {
        nodes = List.copyOf(nodes);
        targets = Set.copyOf(targets);
    }

    /** The target groups that the cluster has, in its own order. */
    List<InstanceGroup> targetGroups() {
        return cluster.groups().stream()
                .filter(group -> targets.contains(group.name()))
                .toList();
    }

    /** The target groups that hold, or shall hold, a node. */
    List<InstanceGroup> inhabited() {
        return targetGroups().stream().filter(group -> !empty(group)).toList();
    }

    /** Both counts: a group that is being emptied is not empty yet. */
    static boolean empty(InstanceGroup group) {
        return group.isEmpty();
    }

    /** The names that are no instance group of the cluster, restricted ones included. */
    Set<String> strangers() {
        Set<String> strangers = new TreeSet<>(targets);
        cluster.groups().forEach(group -> strangers.remove(group.name()));
        return strangers;
    }

    boolean restricted(String name) {
        return cluster.restrictedGroups().stream()
                .anyMatch(group -> group.name().equals(name));
    }
}
