package io.hyperpatch.admission;

import io.hyperpatch.cluster.Cluster;
import java.util.List;

/**
 * The clusters that a policy selects.
 *
 * @param clusters in the order of the policy, or by name
 * @param unknown names of the policy that no cluster has
 */
public record FoundClusters(List<Cluster> clusters, List<String> unknown) {
    public FoundClusters {
        clusters = List.copyOf(clusters);
        unknown = List.copyOf(unknown);
    }
}
