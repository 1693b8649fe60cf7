package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The fields of a policy of which only a cluster shows whether they bite: where one does not, nothing may begin. */
final class PolicyFits {
    private PolicyFits() {}

    /** Something goes first where the policy says so; on Slurm it always says so. */
    static Optional<String> goesFirst(PolicyView policy, JsonNode cluster) {
        List<String> inhabited = groups(policy, cluster, "TargetCount");
        boolean canary = inhabited.stream().anyMatch(policy.canary()::contains);
        if (!policy.canary().isEmpty() && !policy.canaryOptional() && !canary) {
            return Optional.of("no group that the policy names as canary has a node");
        }
        return onSlurm(cluster)
                        && inhabited.size() > 1
                        && !canary
                        && policy.order().isEmpty()
                ? Optional.of("on Slurm the policy does not say which group goes first")
                : Optional.empty();
    }

    /** An order is for Slurm alone, and names all that go; a policy about one cluster names no group that it lacks. */
    static Optional<String> namesFit(PolicyView policy, JsonNode cluster) {
        List<String> order = policy.order();
        if (!order.isEmpty() && !onSlurm(cluster)) {
            return Optional.of("the policy gives an order, and on EKS groups go at the same time");
        }
        List<String> all = new ArrayList<>(names(cluster, "InstanceGroups", group -> true));
        all.addAll(names(cluster, "RestrictedInstanceGroups", group -> true));
        return Stream.of(
                        order.isEmpty()
                                ? Optional.<String>empty()
                                : lacking(order, groups(policy, cluster, "CurrentCount"))
                                        .map(name -> "the policy's order does not name group " + name),
                        policy.aboutOneCluster() && !policy.canaryOptional()
                                ? lacking(
                                                all,
                                                Stream.concat(order.stream(), policy.leaveOut().stream())
                                                        .toList())
                                        .map(name -> "the policy names " + name + ", which is no group of the cluster")
                                : Optional.<String>empty())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> lacking(List<String> all, List<String> needed) {
        return needed.stream().filter(name -> !all.contains(name)).findFirst();
    }

    private static List<String> groups(PolicyView policy, JsonNode cluster, String count) {
        return names(
                cluster,
                "InstanceGroups",
                group -> group.path(count).asInt() > 0
                        && !policy.leavesOut(
                                ShownReady.name(group), group.path("Status").asText()));
    }

    private static List<String> names(JsonNode cluster, String list, Predicate<JsonNode> which) {
        return cluster.path(list)
                .valueStream()
                .filter(which)
                .map(ShownReady::name)
                .toList();
    }

    private static boolean onSlurm(JsonNode cluster) {
        return !cluster.path("Orchestrator").has("Eks");
    }
}
