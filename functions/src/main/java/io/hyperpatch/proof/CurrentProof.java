package io.hyperpatch.proof;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Proves that a group already runs its pin: the same proof per node as after an update, but without the status, and with nothing in
 * flight. No update times were recorded before, so every node is read.
 */
public final class CurrentProof {
    private CurrentProof() {}

    public static boolean holds(
            InstanceGroup group, List<Node> nodes, String pin, Function<Node, Optional<String>> readImage) {
        boolean groupAgrees = !group.updateUnderWay()
                && group.currentImageId().filter(pin::equals).isPresent()
                && group.desiredImageId().filter(pin::equals).isPresent()
                && nodes.size() == group.targetCount();
        return groupAgrees
                && nodes.stream()
                        .allMatch(node -> node.running()
                                && readImage.apply(node).filter(pin::equals).isPresent());
    }
}
