package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.HistoryEvent;
import java.time.Instant;
import java.util.List;

/** Who works on a cluster, and whether the lease lets them. */
final class Holders {
    private static final String FENCED = "Fenced";

    private Holders() {}

    /** A run that nobody has stopped keeps its lease until it gives it back. */
    static Invariant noLeaseIsTakenFromTheLiving(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-lease-is-taken-from-the-living");
        evidence.executions().stream()
                .filter(execution -> execution.machine().equals("patch-cluster"))
                .forEach(execution -> count.that(
                        execution.status() != ExecutionStatus.FAILED
                                || execution.redriveCount() > 0
                                || !execution.error().orElse("").endsWith(FENCED),
                        execution.name() + " lost its lease while it was at work"));
        return count.told();
    }

    /** Once the token has grown, each look under the old one ends its watch. */
    static Invariant noLookWithoutTheLease(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-look-goes-on-without-the-lease");
        for (ExecutionView watch : evidence.executions()) {
            JsonNode token = watch.input().path("token");
            if (!watch.machine().equals("watch-update") || token.isMissingNode()) {
                continue;
            }
            String cluster = watch.input().at("/cluster/arn").asText();
            evidence.leases()
                    .filter(lease -> lease.sort().equals(cluster))
                    .map(Evidence.Stored::attributes)
                    .filter(lease -> lease.path("token").asLong() > token.asLong())
                    .map(lease -> Instant.parse(lease.path("since").asText()))
                    .forEach(since -> count.that(
                            !wentOn(watch, since), watch.name() + " looked on after its lease had gone at " + since));
        }
        return count.told();
    }

    private static boolean wentOn(ExecutionView watch, Instant since) {
        List<HistoryEvent> history = watch.history();
        return history.stream()
                .filter(event -> event.type().equals("TaskSucceeded"))
                .filter(event -> began(history, event).isAfter(since))
                .map(event -> event.details().at("/output/Payload/verdict").asText())
                .anyMatch(verdict -> !verdict.isEmpty() && !verdict.equals(FENCED));
    }

    private static Instant began(List<HistoryEvent> history, HistoryEvent succeeded) {
        return history.get((int) succeeded.previousEventId() - 1).timestamp();
    }
}
