package io.hyperpatch.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The news that reconcile fails with a run again and again, and therefore comes to it more and more rarely.
 *
 * @param execution the ARN of the reconcile execution that failed last
 * @param failure the last failure in words; may hold text from outside
 * @param rounds how many have failed in a row
 * @param since when the first of these failed
 * @param pause until the next round
 */
public record UnresolvedReport(
        String execution,
        String policy,
        RunName run,
        String clusterName,
        String failure,
        int rounds,
        Instant since,
        Instant last,
        Duration pause) {
    public UnresolvedReport {
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(clusterName, "clusterName");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(pause, "pause");
    }

    /** The same for the same rounds, however many of them there are by now. */
    String id() {
        return run + "/unresolved/" + since;
    }

    /** The detail of its event, which has the form of a fleet's notice. */
    ObjectNode detail() {
        return NoticeDetail.of(
                execution,
                policy,
                Outcome.UNKNOWN,
                Optional.of(run),
                Optional.of(clusterName),
                failure,
                id(),
                Subject.of(this));
    }
}
