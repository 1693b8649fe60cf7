package io.hyperpatch.role;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The workflows that functions ask after and answer.
 *
 * @param machines the ARN of each state machine, by the name of its file
 * @param executions the ARN that any of its executions fits, by the name of its file
 */
public record WorkflowArns(Map<String, String> machines, Map<String, String> executions) {
    private static final String PATCH_CLUSTER = "patch-cluster";
    private static final String PATCH_FLEET = "patch-fleet";
    private static final String WATCH_UPDATE = "watch-update";

    public WorkflowArns {
        machines = new TreeMap<>(machines);
        executions = new TreeMap<>(executions);
    }

    /** Leases are held by runs and by reconcile, and the janitor asks after all; tokens are those of watch-update's tasks. */
    List<String> reachedBy(String action) {
        return switch (action) {
            // Not after watch-update, whose end its parent sees.
            case "states:DescribeExecution" ->
                executions.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(WATCH_UPDATE))
                        .map(Map.Entry::getValue)
                        .toList();
            case "states:ListExecutions" -> List.of(machine(PATCH_CLUSTER), machine(PATCH_FLEET));
            case "states:SendTaskSuccess", "states:SendTaskFailure" -> List.of(machine(WATCH_UPDATE));
            default -> throw new IllegalArgumentException("no table says how far " + action + " reaches");
        };
    }

    private String machine(String name) {
        return Objects.requireNonNull(machines.get(name), name);
    }
}
