package io.hyperpatch.cluster;

import java.util.Map;
import java.util.TreeSet;

/**
 * One part for each service that a platform serves.
 *
 * @param parts by the service's name in ARNs
 */
public record ByService<T>(Map<String, T> parts) {
    public ByService {
        parts = Map.copyOf(parts);
    }

    /**
     * An {@link IllegalArgumentException} names the service of a cluster that no platform serves, and those
     * that are served.
     */
    public T of(ClusterArn cluster) {
        T part = parts.get(cluster.service());
        if (part == null) {
            throw new IllegalArgumentException(
                    "no platform serves '" + cluster.service() + "', the service of the cluster " + cluster
                            + "; give the ARN of a cluster of " + String.join(" or ", new TreeSet<>(parts.keySet())));
        }
        return part;
    }
}
