package io.hyperpatch.handler;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.run.RunName;
import java.util.Objects;

/**
 * What a function needs to work on one step of a run.
 *
 * @param token the fencing token under which the run holds the cluster's lease
 * @param step the step's index, from 1
 */
public record StepInput(RunName run, ClusterRef cluster, long token, int step) {
    public StepInput {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(cluster, "cluster");
    }

    /** How the API is asked about the cluster. */
    ClusterArn clusterArn() {
        return cluster.arn();
    }
}
