package io.hyperpatch.policy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the update goes through a cluster. Batches, wait intervals and alarms exist on EKS only (UpdateClusterSoftware's
 * DeploymentConfig), an order of all groups on Slurm only.
 *
 * @param canary instance groups that go first
 * @param canaryOptional whether a cluster may be patched that has none of them
 * @param order all instance groups, in the order in which they go one by one
 * @param leaveOut instance groups that are never touched
 * @param batch how many nodes at once; empty: HyperPod's own choice
 * @param rollbackBatch how many nodes at once when the service rolls back
 * @param waitInterval the pause between batches, 0 to 3,600 s, in which the alarms are watched
 * @param alarms up to nine alarm names, {@code {cluster}} standing for the cluster's name
 */
public record Rollout(
        List<String> canary,
        boolean canaryOptional,
        List<String> order,
        List<String> leaveOut,
        OnUnready onUnready,
        Optional<BatchSize> batch,
        Optional<BatchSize> rollbackBatch,
        Duration waitInterval,
        List<String> alarms) {

    /** The rollout of a policy that does not describe one. */
    public static final Rollout DEFAULT = new Rollout(
            List.of(),
            false,
            List.of(),
            List.of(),
            OnUnready.REFUSE,
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            List.of());

    private static final String CLUSTER = "{cluster}";

    public Rollout {
        canary = List.copyOf(canary);
        order = List.copyOf(order);
        leaveOut = List.copyOf(leaveOut);
        Objects.requireNonNull(onUnready, "onUnready");
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(rollbackBatch, "rollbackBatch");
        Objects.requireNonNull(waitInterval, "waitInterval");
        alarms = List.copyOf(alarms);
    }

    /** The names of the alarms for one cluster. */
    public List<String> alarmsOf(String cluster) {
        return alarms.stream().map(name -> alarmName(name, cluster)).toList();
    }

    static String alarmName(String pattern, String cluster) {
        return pattern.replace(CLUSTER, cluster);
    }
}
