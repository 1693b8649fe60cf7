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
        return groupIsOn(group, pin)
                && nodes.size() == group.targetCount()
                && nodes.stream()
                        .allMatch(node -> node.running()
                                && readImage.apply(node).filter(pin::equals).isPresent());
    }

    /** What the group itself shows; one that was never updated may show no desired image. */
    static boolean groupIsOn(InstanceGroup group, String image) {
        return !group.updateUnderWay()
                && group.currentImageId().filter(image::equals).isPresent()
                && group.desiredImageId().orElse(image).equals(image);
    }
}
