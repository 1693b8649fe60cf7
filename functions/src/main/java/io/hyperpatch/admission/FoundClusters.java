package io.hyperpatch.admission;

import io.hyperpatch.cluster.Cluster;
import java.util.List;

/**
 * The clusters that a policy selects.
 *
 * @param clusters in the order of the policy, or by name
 * @param unknown names of the policy that no cluster has
 * @param unreadable those of which nothing can be told, not even whether the policy's tags are on them; they keep none of the others
 *     waiting
 */
public record FoundClusters(List<Cluster> clusters, List<String> unknown, List<Unreadable> unreadable) {

    /**
     * A cluster that cannot be read, and would not be at a second attempt: a right is missing, or the service's answer is no cluster.
     *
     * @param why may hold text from outside
     */
    public record Unreadable(String name, String why) {
        @Override
        public String toString() {
            return name + " (" + why + ")";
        }
    }

    public FoundClusters(List<Cluster> clusters, List<String> unknown) {
        this(clusters, unknown, List.of());
    }

    public FoundClusters {
        unreadable = List.copyOf(unreadable);
        clusters = List.copyOf(clusters);
        unknown = List.copyOf(unknown);
    }
}
