package io.hyperpatch.readiness;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.platform.Capability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The right of each group's execution role to see alarms. The service watches the alarms of an update as
 * that role: without the right, neither the policy's alarms nor our own wire can stop it. Where no alarm is
 * watched, nothing is asked.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-operate-cli-command-update-cluster-software.html">
 *     UpdateClusterSoftware, whose alarms the execution role must be allowed to describe</a>
 */
public final class ExecutionRoleRules {
    static final String SEES_ALARMS = "execution-role-sees-alarms";

    /** The statement that a role lacks, as a person adds it. */
    static final String STATEMENT =
            "{\"Effect\": \"Allow\", \"Action\": \"" + AlarmRight.ACTION + "\", \"Resource\": \"*\"}";

    private final Map<String, List<String>> groups;
    private final Map<String, AlarmRight> rights = new LinkedHashMap<>();

    private ExecutionRoleRules(Map<String, List<String>> groups, Function<String, AlarmRight> ask) {
        this.groups = groups;
        groups.keySet().forEach(role -> rights.put(role, ask.apply(role)));
    }

    /**
     * Asks once for each role.
     *
     * @param targets the groups that a run is to update, on their way through {@code cluster}
     * @param ask the right of the role of this ARN
     */
    public static ExecutionRoleRules of(Cluster cluster, List<String> targets, Function<String, AlarmRight> ask) {
        Objects.requireNonNull(ask, "ask");
        Map<String, List<String>> groups = new LinkedHashMap<>();
        if (cluster.platform().can(Capability.ALARMS)) {
            for (String target : targets) {
                cluster.group(target).flatMap(group -> group.executionRole()).ifPresent(role -> groups.computeIfAbsent(
                                role, arn -> new ArrayList<>())
                        .add(target));
            }
        }
        return new ExecutionRoleRules(groups, ask);
    }

    /** One obstacle for each role that IAM denies the right. */
    public List<Obstacle> obstacles() {
        List<Obstacle> obstacles = new ArrayList<>();
        rights.forEach((role, right) -> {
            if (right instanceof AlarmRight.Denied denied) {
                groups.get(role)
                        .forEach(group -> obstacles.add(Obstacle.ofGroup(
                                SEES_ALARMS,
                                group,
                                "the execution role of group " + group + ", " + role + ", may not call "
                                        + AlarmRight.ACTION + " (" + denied.decision()
                                        + "), so that no alarm could stop an update of the group",
                                remedy(denied))));
            }
        });
        return obstacles;
    }

    /** An explicit denial holds, whatever a role is allowed beside it. */
    private static String remedy(AlarmRight.Denied denied) {
        return denied.decision().equals("explicitDeny")
                ? "take the Deny away that covers this action, from the role's policies, from its permissions boundary or from"
                        + " the organization's, and let the role have this statement: " + STATEMENT
                : "add this statement to the role: " + STATEMENT;
    }

    /** The reason of a refusal, with every role that stands in the way; empty if none does. */
    public Optional<String> refusal(String clusterName) {
        List<Obstacle> obstacles = obstacles();
        return obstacles.isEmpty()
                ? Optional.empty()
                : Optional.of(obstacles.stream()
                        .map(obstacle -> obstacle.reason() + " [" + obstacle.rule() + "]; " + obstacle.remedy())
                        .collect(Collectors.joining(". ", "cluster " + clusterName + ": ", ".")));
    }

    /** One line for each role, for the plan. */
    public List<String> lines() {
        return rights.entrySet().stream()
                .map(entry -> "execution role of " + String.join(", ", groups.get(entry.getKey())) + ": "
                        + entry.getKey() + ", which "
                        + switch (entry.getValue()) {
                            case AlarmRight.Granted granted -> "may call " + AlarmRight.ACTION;
                            case AlarmRight.Denied denied -> "may not call " + AlarmRight.ACTION;
                            case AlarmRight.NotKnown unknown ->
                                "needs " + AlarmRight.ACTION + "; whether it may could not be checked (" + unknown.why()
                                        + ")";
                        })
                .toList();
    }
}
