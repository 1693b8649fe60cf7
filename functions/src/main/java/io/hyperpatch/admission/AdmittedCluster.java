package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.run.RunName;
import io.hyperpatch.text.Outside;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster's place in the list that patch-fleet goes through: keys, and nothing that the store holds.
 *
 * @param reason why another run has the work in hand; absent where the stored request says why
 * @param until when a return is to be scheduled for
 * @param work the whole request; only for an execution of version 1 of the workflow, which carries it along
 * @param end the end of that request
 */
public record AdmittedCluster(
        RunRequests.Course decision,
        RunName run,
        ClusterRef cluster,
        Optional<String> reason,
        Optional<Instant> until,
        Optional<RunRequest> work,
        Optional<RunRequest.End> end) {
    /** In characters. A state of the workflow holds a page of clusters, and later their ends. */
    private static final int LONGEST_REASON = 500;

    public AdmittedCluster {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(cluster, "cluster");
    }

    public static AdmittedCluster of(RunRequests.Request request) {
        boolean stored = request.decision() != RunRequests.Course.DUPLICATE;
        return new AdmittedCluster(
                request.decision(),
                request.work().run(),
                request.work().cluster(),
                stored ? Optional.empty() : Optional.of(Outside.cut(request.reason(), LONGEST_REASON)),
                request.end().flatMap(RunRequest.End::until),
                Optional.empty(),
                Optional.empty());
    }

    /** The same as version 1 of the workflow reads it. */
    public static AdmittedCluster forVersion1(RunRequests.Request request) {
        return new AdmittedCluster(
                request.decision(),
                request.work().run(),
                request.work().cluster(),
                Optional.of(request.reason()),
                request.end().flatMap(RunRequest.End::until),
                Optional.of(request.work()),
                request.end());
    }
}
