package io.hyperpatch.proof;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.intent.GroupBefore;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.NodeBefore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One group as the proof sees it.
 *
 * @param nodes those of the group, now
 * @param before those of the group when the intent was planned, by instance id
 * @param images what single nodes run, where they were read one by one; empty text where the service does not tell
 * @param patienceOver whether nodes that are on their way have had their time
 */
record GroupSight(
        Intent intent,
        InstanceGroup group,
        List<Node> nodes,
        Map<String, NodeBefore> before,
        Map<String, String> images,
        boolean patienceOver) {
    GroupSight {
        nodes = List.copyOf(nodes);
        before = Map.copyOf(before);
        images = Map.copyOf(images);
    }

    GroupBefore groupBefore() {
        return intent.before().get(group.name());
    }

    /** The image that the group is to be on: the pin or, for {@code default}, whatever the whole group has moved to. */
    Optional<String> target() {
        if (!intent.isForDefault()) {
            return Optional.of(intent.pin());
        }
        return group.currentImageId()
                .filter(image ->
                        !groupBefore().currentImageId().filter(image::equals).isPresent());
    }

    boolean updatedSince(Node node) {
        NodeBefore old = before.get(node.instanceId());
        return old != null && node.lastSoftwareUpdate().isPresent() && old.updatedIn(node);
    }

    /** As many nodes as there are to be, and each of them Running. */
    boolean complete() {
        return enough() && nodes.size() <= group.targetCount();
    }

    /** Each node Running, and none missing: while a group is scaled in, it has more than it is to have. */
    boolean enough() {
        return nodes.size() >= group.targetCount() && nodes.stream().allMatch(Node::running);
    }

    /** The group is still headed for an image that it neither has nor had: whatever its status says is of an earlier update. */
    boolean onItsWay() {
        Optional<String> desired = group.desiredImageId();
        return desired.isPresent()
                && !desired.equals(group.currentImageId())
                && !desired.equals(groupBefore().currentImageId());
    }

    /** Nothing more is to be waited for before the nodes are read. */
    boolean ripe() {
        return !group.updateUnderWay() && (patienceOver || complete() && !onItsWay());
    }

    /** For {@code default}: the group shows the image that it had, so there may have been no newer one. */
    boolean defaultWasThere() {
        return intent.isForDefault() && target().isEmpty();
    }

    /** The group was on its pin before, as one of several in a step, and shows no trace of an update. */
    boolean wasOnItsPin() {
        return groupBefore().stillAsIn(group)
                && group.currentImageId().filter(intent.pin()::equals).isPresent();
    }

    boolean allRun(Optional<String> image) {
        return nodes.stream()
                .allMatch(node -> node.running()
                        && image.isPresent()
                        && image.equals(Optional.ofNullable(images.get(node.instanceId()))));
    }

    /** The group counts another number of nodes on its desired image than their own records do. */
    boolean countDisagrees() {
        long onDesired = nodes.stream()
                .filter(node -> group.desiredImageId().equals(runs(node)))
                .count();
        return group.desiredImageId().isPresent()
                && group.targetStateCount().filter(count -> count != onDesired).isPresent();
    }

    /** The image that a node is known to run: because it was read, or because it was updated to the group's image. */
    private Optional<String> runs(Node node) {
        String read = images.get(node.instanceId());
        return read != null ? Optional.of(read) : group.currentImageId().filter(image -> updatedSince(node));
    }
}
