package io.hyperpatch.reconcile.aws;

import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.DeadRuns;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the names of runs that are used up: Step Functions gives no name twice within 90 days, and an execution that ended while the
 * store was out of reach has left no record. Its run is recorded afterwards, so that reconcile notifies people of its end, and the next
 * attempt has a name of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution: a name
 *     is free again 90 days after its execution has ended</a>
 */
public final class SpentNames {
    private final Requests requests;
    private final Runs runs;
    private final DeadRuns deadRuns;
    private final Executions executions;
    private final String patchCluster;

    /** @param patchCluster the state machine's ARN */
    public SpentNames(Store store, Executions executions, String patchCluster) {
        this.requests = new Requests(store);
        this.runs = new Runs(store);
        this.deadRuns = new DeadRuns(store);
        this.executions = Objects.requireNonNull(executions);
        this.patchCluster = Objects.requireNonNull(patchCluster);
    }

    /**
     * Records the end of an execution that has the name which a request is about to use.
     *
     * <p>No call can have been made: the write before a call asks for the run's record.
     *
     * @return whether there is one, so that the request has to be decided anew; false where the name is free, or
     *     its execution runs
     */
    public boolean recordEndOf(RunRequest asked, Instant now) {
        Optional<KnownExecution> known = requests.find(asked.run())
                .filter(before -> !before.parent().equals(asked.parent()))
                .map(before -> executions.describe(execution(asked)))
                .filter(execution -> execution.status() == HolderStatus.ENDED);
        return known.flatMap(execution -> deadRuns.of(execution, now).map(run -> end(run, execution, now)))
                .isPresent();
    }

    /** One that was recorded meanwhile, and has called, ends by other hands. */
    private Run end(Run run, KnownExecution execution, Instant now) {
        if (run.called() || run.outcome().isPresent()) {
            return run;
        }
        return runs.end(
                run.cluster(),
                run.name(),
                Outcome.REFUSED,
                execution.inWords() + " before the run was recorded, so no start call was made",
                Optional.empty(),
                now);
    }

    private String execution(RunRequest asked) {
        return patchCluster.replace(":stateMachine:", ":execution:") + ":" + asked.run();
    }
}
