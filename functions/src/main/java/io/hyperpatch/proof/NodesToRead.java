package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.SoftwareUpdate;
import java.util.List;

/** The nodes that must be read one by one: those whose records leave open which image they run. */
final class NodesToRead {
    private NodesToRead() {}

    static List<Node> of(GroupSight sight) {
        if (!sight.group().currentImage().isShown() && sight.target().isEmpty()) {
            // Nothing shown of a node could be compared with anything.
            return List.of();
        }
        List<Node> running = sight.judged().stream().filter(Node::running).toList();
        List<Node> open =
                running.stream().filter(node -> !sight.updatedSince(node)).toList();
        long updated = sight.judged().stream().filter(sight::updatedSince).count();
        boolean countsAgree = sight.group()
                .targetStateCount()
                .filter(count -> count >= updated && count <= updated + open.size())
                .filter(count -> sight.target()
                        .filter(target -> sight.group().desiredImage().sameAs(target))
                        .isPresent())
                .isPresent();
        List<Node> inQuestion = countsAgree && succeeded(sight) ? open : sight.judged();
        return inQuestion.stream().filter(node -> !sight.listTells(node)).toList();
    }

    private static boolean succeeded(GroupSight sight) {
        return sight.group()
                .softwareUpdateStatus()
                .filter(SoftwareUpdate.SUCCEEDED::equals)
                .isPresent();
    }
}
