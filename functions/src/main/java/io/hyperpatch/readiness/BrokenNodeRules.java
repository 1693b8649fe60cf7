package io.hyperpatch.readiness;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Are so many nodes of a group broken already that an update would meet more trouble than the policy allows?
 *
 * <p>A node in any status but these is well, or on its way, and is proved like all others.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceStatusDetails.html">
 *     ClusterInstanceStatusDetails</a>
 */
final class BrokenNodeRules {
    static final String FEW_BROKEN_NODES = "few-broken-nodes";

    private static final Set<String> BROKEN = Set.of("Failure", "FailedMaintenance", "NotFound");
    private static final int NODES_NAMED = 20;

    private BrokenNodeRules() {}

    static List<Obstacle> fewBrokenNodes(Situation situation) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (InstanceGroup group : situation.targetGroups()) {
            List<Node> broken = broken(situation, group);
            int allowed = allowed(situation, group);
            if (broken.size() > allowed) {
                obstacles.add(Obstacle.ofGroup(
                        FEW_BROKEN_NODES,
                        group.name(),
                        "group " + group.name() + " has " + broken.size() + " broken nodes of "
                                + situation.nodesOf(group).size() + ", more than limits.brokenNodes ("
                                + situation.rules().brokenNodes() + ", here " + allowed + ") allows: "
                                + named(broken),
                        "replace them, or raise limits.brokenNodes in the policy"));
            }
        }
        return obstacles;
    }

    /** The broken nodes of a group that do not keep it from being patched; none if there are too many. */
    static List<Node> tolerated(Situation situation, InstanceGroup group) {
        List<Node> broken = broken(situation, group);
        return broken.size() <= allowed(situation, group) ? broken : List.of();
    }

    static String named(List<Node> broken) {
        String names = broken.stream()
                .limit(NODES_NAMED)
                .map(node -> node.instanceId() + " (" + node.status() + ")")
                .collect(Collectors.joining(", "));
        int more = broken.size() - NODES_NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static List<Node> broken(Situation situation, InstanceGroup group) {
        return situation.nodesOf(group).stream()
                .filter(node -> BROKEN.contains(node.status()))
                .toList();
    }

    private static int allowed(Situation situation, InstanceGroup group) {
        return situation.rules().brokenNodes().of(situation.nodesOf(group).size());
    }
}
