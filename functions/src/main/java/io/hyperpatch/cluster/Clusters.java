package io.hyperpatch.cluster;

import java.util.Map;
import java.util.Optional;

/** Reads the clusters of every service that a platform serves. */
public final class Clusters implements ClusterReader {
    private final ByService<ClusterReader> readers;

    /** @param readers the reader of each service, by the service's name in ARNs */
    public Clusters(Map<String, ClusterReader> readers) {
        this.readers = new ByService<>(readers);
    }

    @Override
    public Cluster describe(ClusterArn cluster) {
        return readers.of(cluster).describe(cluster);
    }

    @Override
    public Optional<Cluster> find(ClusterArn cluster) {
        return readers.of(cluster).find(cluster);
    }

    @Override
    public NodeListing nodes(ClusterArn cluster) {
        return readers.of(cluster).nodes(cluster);
    }

    @Override
    public Optional<Node> node(ClusterArn cluster, String id) {
        return readers.of(cluster).node(cluster, id);
    }
}
