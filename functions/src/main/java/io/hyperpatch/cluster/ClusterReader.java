package io.hyperpatch.cluster;

import java.util.Optional;

/**
 * Reads the clusters of a service; whatever the service calls them, they are read as clusters, groups and
 * nodes.
 */
public interface ClusterReader {
    /**
     * Reads a cluster that must be there.
     *
     * @throws UnreadableAnswer if the answer lacks what it promises
     */
    Cluster describe(ClusterArn cluster);

    /** Empty if there is no such cluster any more. */
    Optional<Cluster> find(ClusterArn cluster);

    /** The nodes of a cluster; one that holds an id twice was torn while nodes came or went, and says so. */
    NodeListing nodes(ClusterArn cluster);

    /**
     * One node, with the image that it runs; empty if the cluster has no such node any more.
     *
     * @param id as the listing has it
     */
    Optional<Node> node(ClusterArn cluster, String id);
}
