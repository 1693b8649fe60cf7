package io.hyperpatch.report;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.proof.Evidence;
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
 * @param groups those for which the run chose an image
 * @param untouched every other one that the cluster showed in the last reading
 * @param causes what is known of why an update was undone, or failed; may hold text from outside
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
        List<UntouchedGroup> untouched,
        Optional<String> clusterStatus,
        List<String> causes,
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
        untouched = List.copyOf(untouched);
        causes = List.copyOf(causes);
        plan = List.copyOf(plan);
        notes = List.copyOf(notes);
    }

    /** The run had ended, and been reported, before this was known. */
    public boolean resolved() {
        return firstOutcome.isPresent();
    }

    /** Counts all nodes of the cluster, those of groups included to which the run did nothing. */
    int nodes() {
        return groups.stream().mapToInt(GroupReport::nodesNow).sum()
                + untouched.stream().mapToInt(UntouchedGroup::nodes).sum();
    }

    /** Nodes of a group that the run had to do with have come since, and nobody has looked at them. */
    boolean nodesCameLater() {
        return groups.stream().anyMatch(group -> group.nodesNow() > group.nodes());
    }

    /** The rung on which all was proved: the lowest that a group needed. */
    Optional<Evidence> evidence() {
        return groups.stream().flatMap(group -> group.evidence().stream()).reduce(Evidence::and);
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
