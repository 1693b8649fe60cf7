package io.hyperpatch.readiness.aws;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.readiness.Sightings;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One reading of a cluster for everything that is asked of it; its nodes are listed once, and only if somebody asks for them. */
public final class ClusterReading {
    private final HyperPod hyperPod;
    private final Cluster cluster;
    private final Instant at;
    private Optional<NodeListing> nodes = Optional.empty();

    private ClusterReading(HyperPod hyperPod, Cluster cluster, Instant at) {
        this.hyperPod = Objects.requireNonNull(hyperPod);
        this.cluster = Objects.requireNonNull(cluster);
        this.at = Objects.requireNonNull(at);
    }

    /** Empty if there is no such cluster any more. */
    public static Optional<ClusterReading> of(HyperPod hyperPod, ClusterArn arn, Clock clock) {
        return hyperPod.find(arn.toString()).map(cluster -> new ClusterReading(hyperPod, cluster, clock.instant()));
    }

    /** The same reading by the light of earlier ones. */
    public ClusterReading explainedBy(Sightings sightings) {
        return new ClusterReading(hyperPod, sightings.explain(cluster, at), at);
    }

    public Cluster cluster() {
        return cluster;
    }

    public NodeListing nodes() {
        if (nodes.isEmpty()) {
            nodes = Optional.of(hyperPod.nodes(cluster.arn().toString()));
        }
        return nodes.get();
    }

    public Instant at() {
        return at;
    }
}
