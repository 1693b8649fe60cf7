package io.hyperpatch.report;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that people are told about a run that has ended.
 *
 * @param reason why it ended so; may hold text from outside
 * @param until for a deferred run, when the image is old enough
 * @param clusterStatus ClusterStatus at the end, as the service words it
 * @param plan what was, or would be, done step by step; one line each
 * @param undo what can be undone, until when and how; empty if there is nothing to say
 * @param parked names the unresolved intent for which the lease is kept
 * @param leaseNote where the lease is now; empty if there is nothing to say
 * @param firstOutcome how the run was reported at its end, if this tells how it turned out afterwards
 * @param notes what else people should know: ownership unproven, no confirmed subscription
 */
public record RunReport(
        RunName run,
        String policy,
        String clusterName,
        ClusterArn cluster,
        Outcome outcome,
        String reason,
        Optional<Instant> until,
        Instant startedAt,
        Instant endedAt,
        List<GroupReport> groups,
        Optional<String> clusterStatus,
        List<String> plan,
        String undo,
        Optional<String> parked,
        String leaseNote,
        List<String> notes,
        Optional<Outcome> firstOutcome) {
    public RunReport {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(clusterName, "clusterName");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(undo, "undo");
        Objects.requireNonNull(leaseNote, "leaseNote");
        Objects.requireNonNull(firstOutcome, "firstOutcome");
        if (outcome == Outcome.QUIET) {
            throw new IllegalArgumentException("an event that ends quietly starts no run, so there is none to report");
        }
        groups = List.copyOf(groups);
        plan = List.copyOf(plan);
        notes = List.copyOf(notes);
    }

    /** The report of a run at its end. */
    public RunReport(
            RunName run,
            String policy,
            String clusterName,
            ClusterArn cluster,
            Outcome outcome,
            String reason,
            Optional<Instant> until,
            Instant startedAt,
            Instant endedAt,
            List<GroupReport> groups,
            Optional<String> clusterStatus,
            List<String> plan,
            String undo,
            Optional<String> parked,
            String leaseNote,
            List<String> notes) {
        this(
                run,
                policy,
                clusterName,
                cluster,
                outcome,
                reason,
                until,
                startedAt,
                endedAt,
                groups,
                clusterStatus,
                plan,
                undo,
                parked,
                leaseNote,
                notes,
                Optional.empty());
    }

    /** The run had ended, and been reported, before this was known. */
    public boolean resolved() {
        return firstOutcome.isPresent();
    }

    int nodes() {
        return groups.stream().mapToInt(GroupReport::nodes).sum();
    }

    public int patched() {
        return groups.stream().mapToInt(GroupReport::patched).sum();
    }

    public int skipped() {
        return groups.stream().mapToInt(group -> group.skipped().size()).sum();
    }

    public int failed() {
        return groups.stream().mapToInt(group -> group.failed().size()).sum();
    }
}
