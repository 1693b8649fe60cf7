package io.hyperpatch.readiness;

import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.WireName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Is anybody else changing the cluster? One writer at a time. */
final class UnderWayRules {
    static final String NO_UPDATE = "no-update-under-way";
    static final String NO_SCALING = "no-scaling-under-way";
    static final String SHORTAGE = "shortage-or-scaling";
    static final String NO_DEEP_HEALTH_CHECK = "no-deep-health-check";
    static final String NO_OTHER_OPERATION = "no-other-operation";

    private static final String SCALING = "Scaling";
    private static final String DEEP_HEALTH_CHECK = "DeepHealthCheck";
    private static final String NODE_IN_CHECK = "DeepHealthCheckInProgress";
    private static final int NODES_NAMED = 5;

    private UnderWayRules() {}

    /** In any group, for nobody knows whether the service takes a second update beside it. */
    static List<Obstacle> noUpdate(Situation situation) {
        return situation.cluster().groups().stream()
                .filter(InstanceGroup::updateUnderWay)
                .map(group -> underWay(group, situation.installation()))
                .toList();
    }

    private static Obstacle underWay(InstanceGroup group, Installation ours) {
        String status = group.softwareUpdateStatus().orElse("no status yet");
        return another(group, ours)
                .map(
                        wire -> Obstacle.ofGroup(
                                NO_UPDATE,
                                group.name(),
                                "another installation of Hyperpatch updates group " + group.name() + " (" + status
                                        + ", with its wire " + wire + ")",
                                "take the cluster out of the policy of one of the two, and begin again when that update has ended"))
                .orElseGet(() -> Obstacle.ofGroup(
                        NO_UPDATE,
                        group.name(),
                        "a software update is under way in group " + group.name() + " (" + status + alarms(group) + ")",
                        "begin again when it has ended"));
    }

    /** The wire in its configuration that carries the mark of an installation, and not ours. */
    private static Optional<WireName> another(InstanceGroup group, Installation ours) {
        return group.activeUpdate().map(DeploymentConfig::alarms).orElse(List.of()).stream()
                .flatMap(alarm -> WireName.parse(alarm).stream())
                .filter(wire -> wire.isOfAnotherThan(ours))
                .findFirst();
    }

    private static String alarms(InstanceGroup group) {
        List<String> alarms = group.activeUpdate().map(DeploymentConfig::alarms).orElse(List.of());
        return alarms.isEmpty() ? "" : ", with the alarms " + String.join(", ", alarms);
    }

    static List<Obstacle> noScaling(Situation situation) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (InstanceGroup group : situation.cluster().groups()) {
            boolean moving = group.scaling() || situation.target(group) && group.currentCount() != group.targetCount();
            if (moving && Oddity.shortage(situation.cluster(), group)) {
                shortage(situation, group).ifPresent(obstacles::add);
            } else if (moving) {
                obstacles.add(Obstacle.ofGroup(
                        NO_SCALING,
                        group.name(),
                        "group " + group.name() + " is being scaled: it has " + group.currentCount()
                                + " nodes and shall have " + group.targetCount(),
                        "begin again when it has reached its target count"));
            }
        }
        return obstacles;
    }

    /** Two readings 15 minutes apart that agree: no node comes, and those that are there need not wait for it. */
    private static Optional<Obstacle> shortage(Situation situation, InstanceGroup group) {
        if (situation.remembered().shortage(group, situation.now()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Obstacle.ofGroup(
                SHORTAGE,
                group.name(),
                "group " + group.name() + " is being scaled, or lacks capacity: it has " + group.currentCount()
                        + " nodes and shall have " + group.targetCount(),
                "begin again when it has reached its target count, or when its counts have stood still for "
                        + Remembered.SHORTAGE.toMinutes() + " minutes"));
    }

    static List<Obstacle> noDeepHealthCheck(Situation situation) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (InstanceGroup group : situation.targetGroups()) {
            List<String> nodes = situation.nodes().stream()
                    .filter(node ->
                            node.group().equals(group.name()) && node.status().equals(NODE_IN_CHECK))
                    .map(node -> node.instanceId())
                    .toList();
            if (!nodes.isEmpty() || group.activeOperations().getOrDefault(DEEP_HEALTH_CHECK, 0) > 0) {
                obstacles.add(Obstacle.ofGroup(
                        NO_DEEP_HEALTH_CHECK,
                        group.name(),
                        "a deep health check is under way in group " + group.name() + named(nodes),
                        "begin again when it has ended"));
            }
        }
        return obstacles;
    }

    private static String named(List<String> nodes) {
        if (nodes.isEmpty()) {
            return "";
        }
        String first = String.join(", ", nodes.subList(0, Math.min(NODES_NAMED, nodes.size())));
        int more = nodes.size() - NODES_NAMED;
        return more > 0 ? " (" + first + " and " + more + " more)" : " (" + first + ")";
    }

    /** The service may learn operations that this product has never heard of: it does not write beside them. */
    static List<Obstacle> noOtherOperation(Situation situation) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (InstanceGroup group : situation.targetGroups()) {
            group.activeOperations().entrySet().stream()
                    .filter(operation -> operation.getValue() > 0)
                    .map(operation -> operation.getKey())
                    .filter(name -> !Set.of(SCALING, DEEP_HEALTH_CHECK).contains(name))
                    .sorted()
                    .map(name -> Obstacle.ofGroup(
                            NO_OTHER_OPERATION,
                            group.name(),
                            "the operation '" + name + "' is under way in group " + group.name(),
                            "begin again when it has ended"))
                    .forEach(obstacles::add);
        }
        return obstacles;
    }
}
