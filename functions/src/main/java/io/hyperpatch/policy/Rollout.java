package io.hyperpatch.policy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the update goes through a cluster (EKS only; see UpdateClusterSoftware's DeploymentConfig).
 *
 * @param canary instance groups that go first
 * @param batch how many nodes at once; empty: HyperPod's own choice
 * @param rollbackBatch how many nodes at once when the service rolls back
 * @param waitInterval the pause between batches, 0 to 3,600 s, in which the alarms are watched
 * @param alarms up to nine alarm names, {@code {cluster}} standing for the cluster's name
 */
public record Rollout(
        List<String> canary,
        Optional<BatchSize> batch,
        Optional<BatchSize> rollbackBatch,
        Duration waitInterval,
        List<String> alarms) {

    /** What happens where a policy says nothing. */
    public static final Rollout DEFAULT =
            new Rollout(List.of(), Optional.empty(), Optional.empty(), Duration.ZERO, List.of());

    private static final String CLUSTER = "{cluster}";

    public Rollout {
        canary = List.copyOf(canary);
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
