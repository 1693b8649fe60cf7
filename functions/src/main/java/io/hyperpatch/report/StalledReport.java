package io.hyperpatch.report;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What people are told, once, about a run that makes no progress.
 *
 * @param without how long nothing has moved
 * @param deadline until when the run goes on
 */
public record StalledReport(
        RunName run,
        String policy,
        String clusterName,
        ClusterArn cluster,
        Duration without,
        Instant startedAt,
        Instant deadline,
        List<GroupReport> groups,
        Optional<String> clusterStatus) {
    public StalledReport {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(clusterName, "clusterName");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(without, "without");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(deadline, "deadline");
        groups = List.copyOf(groups);
    }
}
