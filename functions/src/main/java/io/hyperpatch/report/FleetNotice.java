package io.hyperpatch.report;

import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import java.util.Objects;
import java.util.Optional;

/**
 * The news that people must have although no run can report it: an event that was refused, clusters that were left out of one, a run that failed
 * without a word, a patch-fleet that did, or clusters whose turn does not come after a bad end.
 *
 * @param parent the ARN of the patch-fleet execution that tells it
 * @param run the run that failed, if it was one; of clusters whose turn does not come, the run after which it does not
 * @param round how often the execution had looked at a further event before: each of them may be news
 * @param reason may hold text from outside
 */
public record FleetNotice(
        String parent,
        String policy,
        Optional<RunName> run,
        Optional<String> cluster,
        Kind kind,
        int round,
        String reason) {
    /** The subject of the news. */
    enum Kind {
        /** An event, a part of it, or a run that it began. */
        EVENT,
        /** patch-fleet itself ended early: runs may have begun, and tell their own ends. */
        ENDED,
        /** Clusters whose turn does not come. */
        STOPPED
    }

    /** Stands for the policy of an execution of which only the service knows. */
    private static final String NO_POLICY = "unknown";

    public FleetNotice {
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * An event that was refused, clusters that were left out of one, or a run that failed without a word.
     *
     * @param cluster the run's cluster; without a run, the names of those that were left out
     */
    public static FleetNotice of(
            String parent, String policy, Optional<RunName> run, Optional<String> cluster, String reason) {
        return new FleetNotice(parent, policy, run, cluster, Kind.EVENT, 0, reason);
    }

    /** Clusters whose turn does not come, because a run before them had a bad end. */
    public static FleetNotice stopped(String parent, String policy, Optional<RunName> run, String reason) {
        return new FleetNotice(parent, policy, run, Optional.empty(), Kind.STOPPED, 0, reason);
    }

    /** The same news of a later round of the same execution. */
    public FleetNotice inRound(int later) {
        return new FleetNotice(parent, policy, run, cluster, kind, later, reason);
    }

    /** A patch-fleet that ended without a word. */
    public static FleetNotice ended(String execution, String reason) {
        return new FleetNotice(execution, NO_POLICY, Optional.empty(), Optional.empty(), Kind.ENDED, 0, reason);
    }

    /** An execution that was started by hand, and has done nothing. */
    public static FleetNotice stranger(String execution, String reason) {
        return of(execution, NO_POLICY, Optional.empty(), Optional.empty(), reason);
    }

    /** Always the same for the same news. */
    public String id() {
        String what = run.map(RunName::toString).orElseGet(() -> round == 0 ? parent : parent + "/" + round);
        return idOf(kind == Kind.STOPPED ? what + "/stopped" : what);
    }

    /** @param what the name of a run, or the ARN of a patch-fleet execution */
    public static String idOf(String what) {
        return what + "/notice";
    }

    Notification notification() {
        String id = id();
        return new Notification(
                id,
                Subject.of(this),
                Body.of(this),
                Attributes.of(outcome().word(), cluster.orElse("none"), policy),
                parent,
                Notification.FLEET_NOTICE,
                NoticeDetail.of(parent, policy, outcome(), run, cluster, reason, id, Subject.of(this)));
    }

    /** Clusters of an event that could not be read, and were left out: what became of the others, their own reports say. */
    boolean leavesOut() {
        return run.isEmpty() && kind == Kind.EVENT && cluster.isPresent();
    }

    /** The word to filter on: a run that failed may have changed its cluster, a refused event has changed nothing. */
    Outcome outcome() {
        return switch (kind) {
            case EVENT -> run.isPresent() ? Outcome.UNKNOWN : Outcome.REFUSED;
            case ENDED -> Outcome.UNKNOWN;
            case STOPPED -> Outcome.REFUSED;
        };
    }
}
