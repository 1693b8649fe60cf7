package io.hyperpatch.reconcile.aws;

import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.DeadRuns;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the runs that ended before they were recorded, and records them, so that reconcile notifies people of their end.
 *
 * <p>The janitor does so when the event about the end of an execution comes. Those events are best effort, and while the store is out of
 * reach neither the run nor the janitor can write anything. Nobody may ever ask for the run's name again: groups, policy and images
 * change.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">events are best effort</a>
 */
public final class LostRuns {
    private final Requests requests;
    private final Runs runs;
    private final DeadRuns deadRuns;
    private final Executions executions;
    private final String patchCluster;

    /** @param patchCluster the state machine's ARN */
    public LostRuns(Store store, Executions executions, String patchCluster) {
        this.requests = new Requests(store);
        this.runs = new Runs(store);
        this.deadRuns = new DeadRuns(store);
        this.executions = Objects.requireNonNull(executions);
        this.patchCluster = Objects.requireNonNull(patchCluster);
    }

    /** Records each run whose execution ended badly and left no record; an execution that nobody admitted has no run. */
    public void record(Instant now) {
        for (String execution : executions.endedBadly(patchCluster, now)) {
            if (unrecorded(execution)) {
                KnownExecution known = executions.describe(execution);
                if (known.status() == HolderStatus.ENDED && !known.succeeded()) {
                    deadRuns.of(known, now);
                }
            }
        }
    }

    private boolean unrecorded(String execution) {
        Optional<RunRequest> admitted = RunName.ofExecution(execution).flatMap(requests::find);
        return admitted.filter(request ->
                        runs.find(request.cluster().arn(), request.run()).isEmpty())
                .isPresent();
    }
}
