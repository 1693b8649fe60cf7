package io.hyperpatch.readiness;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.rollout.RolloutRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that the readiness rules look at.
 *
 * @param cluster as the earlier readings explain it
 * @param nodes the cluster's nodes: a deep health check may show there alone, and so may a broken node
 * @param wanted the groups that the run wants to update, before any is left out
 * @param rules the policy's
 * @param remembered the earlier readings that agree with this one
 * @param predicted how long the run takes, with a rollback
 * @param installation the one that asks
 */
public record Situation(
        Cluster cluster,
        List<Node> nodes,
        Set<String> wanted,
        RolloutRules rules,
        Remembered remembered,
        Duration predicted,
        Installation installation,
        Instant now) {
    public Situation {
        nodes = List.copyOf(nodes);
        wanted = Set.copyOf(wanted);
    }

    /** The groups that the run wants to update and that the policy lets it, in the cluster's own order. */
    List<InstanceGroup> targetGroups() {
        return wantedGroups().stream().filter(group -> !leftOut(group)).toList();
    }

    List<InstanceGroup> wantedGroups() {
        return cluster.groups().stream()
                .filter(group -> wanted.contains(group.name()))
                .toList();
    }

    /** The target groups that hold, or shall hold, a node. */
    List<InstanceGroup> inhabited() {
        return targetGroups().stream().filter(group -> !group.isEmpty()).toList();
    }

    /** A group that the policy leaves out, by its name or by its status. */
    boolean leftOut(InstanceGroup group) {
        return rules.leavesOut(group);
    }

    boolean namedLeftOut(InstanceGroup group) {
        return rules.leaveOut().contains(group.name());
    }

    boolean target(InstanceGroup group) {
        return wanted.contains(group.name()) && !leftOut(group);
    }

    List<Node> nodesOf(InstanceGroup group) {
        return nodes.stream().filter(node -> node.group().equals(group.name())).toList();
    }

    /** The names that are no instance group of the cluster; restricted ones are, though none can be patched. */
    Set<String> strangers() {
        Set<String> strangers = new TreeSet<>(wanted);
        cluster.groups().forEach(group -> strangers.remove(group.name()));
        cluster.restrictedGroups().forEach(group -> strangers.remove(group.name()));
        return strangers;
    }
}
