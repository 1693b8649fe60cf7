package io.hyperpatch.readiness.aws;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.readiness.Sightings;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One reading of a cluster for everything that is asked of it; its nodes are listed once, and only if
 * somebody asks for them.
 */
public final class ClusterReading {
    private final ClusterReader clusters;
    private final Cluster cluster;
    private final Instant at;
    private Optional<NodeListing> nodes = Optional.empty();

    private ClusterReading(ClusterReader clusters, Cluster cluster, Instant at) {
        this.clusters = Objects.requireNonNull(clusters);
        this.cluster = Objects.requireNonNull(cluster);
        this.at = Objects.requireNonNull(at);
    }

    /** Empty if there is no such cluster any more. */
    public static Optional<ClusterReading> of(ClusterReader clusters, ClusterArn arn, Clock clock) {
        return clusters.find(arn).map(cluster -> new ClusterReading(clusters, cluster, clock.instant()));
    }

    /** The same reading by the light of earlier ones. */
    public ClusterReading explainedBy(Sightings sightings) {
        return new ClusterReading(clusters, sightings.explain(cluster, at), at);
    }

    public Cluster cluster() {
        return cluster;
    }

    public NodeListing nodes() {
        if (nodes.isEmpty()) {
            nodes = Optional.of(clusters.nodes(cluster.arn()));
        }
        return nodes.get();
    }

    public Instant at() {
        return at;
    }
}
