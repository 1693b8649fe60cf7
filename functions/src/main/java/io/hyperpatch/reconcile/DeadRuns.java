package io.hyperpatch.reconcile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.hyperpatch.admission.Admitted;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.json.Json;
import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The runs of executions that ended, also of those that were stopped before they could record anything. */
public final class DeadRuns {
    private final Admitted admitted;
    private final Runs runs;
    private final Unreported unreported;

    public DeadRuns(Store store) {
        this.admitted = new Admitted(store);
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
    }

    /** The key that patch-cluster is started with. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Work(RunName run, ClusterRef cluster) {
        Work {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
        }
    }

    /**
     * The run as it is recorded; where it is not, it is recorded now, as it was admitted.
     *
     * @return empty if the execution is not named as its run is: then it is none of ours
     */
    public Optional<Run> of(KnownExecution known, Instant now) {
        Work work = work(known);
        if (!work.run().isNameOf(known.arn())) {
            return Optional.empty();
        }
        ClusterArn cluster = work.cluster().arn();
        if (runs.find(cluster, work.run()).isEmpty()) {
            unreported.expect(work.run(), cluster, known.arn(), now);
            runs.begin(admitted.toReport(work.run(), work.cluster(), known.arn(), now));
        }
        return runs.find(cluster, work.run());
    }

    private static Work work(KnownExecution known) {
        try {
            return Json.to(Work.class, Json.mapper().readTree(known.input().orElse("")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the input of " + known.arn() + " is no JSON", e);
        }
    }
}
