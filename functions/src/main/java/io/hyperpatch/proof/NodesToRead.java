package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import java.util.List;

/** Which nodes must be read one by one: those whose records leave open which image they run. */
final class NodesToRead {
    private NodesToRead() {}

    static List<Node> of(GroupSight sight) {
        List<Node> open = sight.nodes().stream()
                .filter(Node::running)
                .filter(node -> !sight.updatedSince(node))
                .toList();
        long updated = sight.nodes().stream().filter(sight::updatedSince).count();
        boolean countsAgree = sight.group()
                .targetStateCount()
                .filter(count -> count >= updated && count <= updated + open.size())
                .filter(count -> sight.target().isPresent()
                        && sight.group().desiredImageId().equals(sight.target()))
                .isPresent();
        return countsAgree && succeeded(sight) ? open : sight.nodes();
    }

    private static boolean succeeded(GroupSight sight) {
        return sight.group()
                .softwareUpdateStatus()
                .filter(io.hyperpatch.cluster.SoftwareUpdate.SUCCEEDED::equals)
                .isPresent();
    }
}
