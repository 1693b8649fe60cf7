package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.intent.NodeBefore;
import java.util.List;

/** The nodes that were out of order before the start: they are named, and block nothing. */
final class BrokenBefore {
    private BrokenBefore() {}

    static List<NodeNote> notes(GroupSight sight) {
        return sight.nodes().stream()
                .filter(sight::broken)
                .map(node ->
                        new NodeNote(node.instanceId(), words(sight.before().get(node.instanceId()), node)))
                .toList();
    }

    private static String words(NodeBefore before, Node now) {
        String was = "was " + before.status() + " before";
        return before.status().equals(now.status()) ? was : was + ", is " + now.status() + " now";
    }

    /** The same for a node that nothing has been planned for yet. */
    static NodeNote note(Node node) {
        return new NodeNote(node.instanceId(), "was " + node.status() + " before");
    }
}
