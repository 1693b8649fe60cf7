package io.hyperpatch.rehearsal.twin;

import java.util.Set;

/**
 * What goes wrong on which nodes; a node is an instance id or {@code group/index}, the index counting from 0.
 *
 * @param pdbSkips nodes whose eviction would violate a PodDisruptionBudget (EKS with a rolling policy only)
 * @param lifecycleScriptFails nodes whose lifecycle script fails on a new image, at every attempt
 * @param capacityErrors nodes whose root volume cannot be replaced for lack of capacity, at every attempt
 * @param nodeFailures nodes that end in Failure although the update of their group goes on
 * @param rollbackFailures nodes that end in FailedMaintenance when they are rolled back
 */
public record Mishaps(
        Set<String> pdbSkips,
        Set<String> lifecycleScriptFails,
        Set<String> capacityErrors,
        Set<String> nodeFailures,
        Set<String> rollbackFailures) {

    public static final Mishaps NONE = new Mishaps(null, null, null, null, null);

    public Mishaps {
        pdbSkips = orNone(pdbSkips);
        lifecycleScriptFails = orNone(lifecycleScriptFails);
        capacityErrors = orNone(capacityErrors);
        nodeFailures = orNone(nodeFailures);
        rollbackFailures = orNone(rollbackFailures);
    }

    private static Set<String> orNone(Set<String> nodes) {
        return nodes == null ? Set.of() : Set.copyOf(nodes);
    }
}
