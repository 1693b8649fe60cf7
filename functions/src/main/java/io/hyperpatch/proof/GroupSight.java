package io.hyperpatch.proof;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.intent.GroupBefore;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.NodeBefore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One group as the proof sees it.
 *
 * @param nodes those of the group, now
 * @param before those of the group when the intent was planned, by instance id
 * @param images what single nodes run, where they were read one by one
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
        Optional<Instant> time = node.lastSoftwareUpdate();
        return old != null && time.isPresent() && !time.equals(old.lastSoftwareUpdate());
    }

    boolean complete() {
        return nodes.size() == group.targetCount() && nodes.stream().allMatch(Node::running);
    }

    /** The group's counts say that all of its nodes run the desired image, and the nodes' own records do not disagree. */
    boolean countsCoverAll() {
        return group.targetStateCount().filter(count -> count == nodes.size()).isPresent();
    }
}
