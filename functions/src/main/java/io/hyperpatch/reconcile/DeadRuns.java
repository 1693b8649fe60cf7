package io.hyperpatch.reconcile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.json.Json;
import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The runs of executions that ended, also of those that were stopped before they could record anything. */
public final class DeadRuns {
    private final Runs runs;
    private final Unreported unreported;

    public DeadRuns(Store store) {
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
    }

    /** What patch-cluster is started with, as far as a report needs it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Work(RunName run, ClusterRef cluster, String policy, Map<String, String> pins, String parent) {
        Work {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(parent, "parent");
            pins = Map.copyOf(pins);
        }
    }

    /**
     * The run as it is recorded; where it is not, it is recorded now, from the execution's own input.
     *
     * @return empty if the execution is not named as its run is: then it is none of ours
     */
    public Optional<Run> of(KnownExecution known, Instant now) {
        Work work = work(known);
        if (!work.run().toString().equals(known.name())) {
            return Optional.empty();
        }
        if (runs.find(work.cluster().arn(), work.run()).isEmpty()) {
            unreported.expect(work.run(), work.cluster().arn(), known.arn(), now);
            runs.begin(Run.planned(
                    work.run(),
                    work.cluster().arn(),
                    work.cluster().name(),
                    work.policy(),
                    work.pins(),
                    work.parent(),
                    now));
        }
        return runs.find(work.cluster().arn(), work.run());
    }

    private static Work work(KnownExecution known) {
        try {
            return Json.to(Work.class, Json.mapper().readTree(known.input().orElse("")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the input of " + known.arn() + " is no JSON", e);
        }
    }
}
