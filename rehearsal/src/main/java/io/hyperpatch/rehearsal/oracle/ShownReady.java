package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The state of a cluster, as it was shown when a start call was planned: may it be touched? */
final class ShownReady {
    private static final Set<String> AT_WORK = Set.of("Pending", "InProgress", "RollbackInProgress");
    static final Set<String> BROKEN = Set.of("Failure", "FailedMaintenance", "NotFound");
    private static final String IN_SERVICE = "InService";

    private ShownReady() {}

    /** The first thing that forbids the call. */
    static Optional<String> wrong(PolicyView policy, JsonNode request, JsonNode cluster, Collection<JsonNode> nodes) {
        String status = cluster.path("ClusterStatus").asText();
        if (!status.equals(IN_SERVICE)) {
            return Optional.of("the cluster was " + status);
        }
        List<String> targets = StartCalls.groups(request);
        List<JsonNode> groups = cluster.path("InstanceGroups").valueStream().toList();
        return first(groups.stream().map(group -> atWork(cluster, group)))
                .or(() -> first(groups.stream()
                        .filter(group -> targets.contains(name(group)))
                        .map(group -> target(policy, cluster, group, nodes))));
    }

    private static Optional<String> first(Stream<Optional<String>> wrong) {
        return wrong.flatMap(Optional::stream).findFirst();
    }

    static String name(JsonNode group) {
        return group.path("InstanceGroupName").asText();
    }

    /** In any group, whether it is touched or not. */
    private static Optional<String> atWork(JsonNode cluster, JsonNode group) {
        String status = group.path("SoftwareUpdateStatus").asText();
        if (AT_WORK.contains(status) || status.isEmpty() && group.has("ActiveSoftwareUpdateConfig")) {
            return Optional.of("group " + name(group) + " was being updated (" + status + ")");
        }
        return group.path("ActiveOperations").path("Scaling").asInt() > 0 && !lacksCapacity(cluster, group)
                ? Optional.of("group " + name(group) + " was being scaled")
                : Optional.empty();
    }

    /** The minimum is there, and the rest does not come. */
    private static boolean lacksCapacity(JsonNode cluster, JsonNode group) {
        int current = group.path("CurrentCount").asInt();
        return cluster.path("NodeProvisioningMode").asText().equals("Continuous")
                && current < group.path("TargetCount").asInt()
                && current >= group.path("MinCount").asInt();
    }

    private static Optional<String> target(
            PolicyView policy, JsonNode cluster, JsonNode group, Collection<JsonNode> nodes) {
        String is = "group " + name(group) + " ";
        String status = group.path("Status").asText();
        if (policy.leavesOut(name(group), status)) {
            return Optional.of(is + "is to be left out");
        }
        List<JsonNode> own = nodes.stream()
                .filter(node -> node.path("InstanceGroupName").asText().equals(name(group)))
                .toList();
        long broken = own.stream()
                .filter(node ->
                        BROKEN.contains(node.at("/InstanceStatus/Status").asText()))
                .count();
        if (broken > policy.brokenNodes(own.size())) {
            return Optional.of(is + "had " + broken + " broken nodes");
        }
        if (!status.equals(IN_SERVICE) && !(status.equals("Degraded") && broken > 0)) {
            return Optional.of(is + "was " + status);
        }
        if (group.path("CurrentCount").asInt() != group.path("TargetCount").asInt() && !lacksCapacity(cluster, group)) {
            return Optional.of(is + "had another count than it should have");
        }
        Optional<String> operation = group.path("ActiveOperations").properties().stream()
                .filter(each -> each.getValue().asInt() > 0 && !each.getKey().equals("Scaling"))
                .map(each -> each.getKey())
                .findFirst();
        if (operation.isPresent()
                || own.stream()
                        .anyMatch(node ->
                                node.at("/InstanceStatus/Status").asText().equals("DeepHealthCheckInProgress"))) {
            return Optional.of(is + "was in " + operation.orElse("a deep health check"));
        }
        if (group.hasNonNull("ScheduledUpdateConfig") || group.hasNonNull("AutoPatchConfig")) {
            return Optional.of(is + "is patched by the service itself");
        }
        return Optional.empty();
    }
}
