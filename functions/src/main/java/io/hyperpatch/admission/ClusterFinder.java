package io.hyperpatch.admission;

import io.hyperpatch.policy.ClusterSelection;

/** Finds the clusters of a service that a policy selects. */
@FunctionalInterface
public interface ClusterFinder {
    /** In the order of the policy's names or, where tags select, by name. */
    FoundClusters find(ClusterSelection selection);
}
