package io.hyperpatch.handler;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.UnreadableAnswer;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.proof.NodeReads;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the nodes of a cluster one by one. */
final class SingleReads implements NodeReads {
    private final HyperPod hyperPod;
    private final ClusterArn cluster;

    SingleReads(HyperPod hyperPod, ClusterArn cluster) {
        this.hyperPod = Objects.requireNonNull(hyperPod);
        this.cluster = Objects.requireNonNull(cluster);
    }

    @Override
    public Readings of(Collection<Node> nodes) {
        Map<String, Node> read = new HashMap<>();
        Set<String> gone = new HashSet<>();
        Set<String> unreadable = new HashSet<>();
        for (Node node : nodes) {
            String id = node.instanceId();
            try {
                hyperPod.node(cluster.toString(), id).ifPresentOrElse(shown -> read.put(id, shown), () -> gone.add(id));
            } catch (UnreadableAnswer e) {
                unreadable.add(id);
            }
        }
        return new Readings(read, gone, unreadable, 0);
    }
}
