package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.twin.Shown;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A group as it is shown now, compared with its intent's pin and with what was stored when the intent was planned. */
final class Compared {
    private Compared() {}

    /** The call would have changed this group. Of {@code default} nobody knows which image it stands for. */
    static boolean wasElsewhere(Intent intent, Shown.Group group) {
        Optional<String> was =
                text(intent.before(group.name()), intent.isForAnImageId() ? "currentImageId" : "currentVersion");
        return !intent.isForDefault()
                && was.filter(image -> !image.equals(intent.pin())).isPresent();
    }

    static boolean isOnThePin(Intent intent, Shown.Group group) {
        Optional<String> shown = intent.isForAnImageId() ? group.currentImage() : group.currentVersion();
        return !intent.isForDefault() && shown.equals(Optional.of(intent.pin()));
    }

    static boolean wasRolledBack(Intent intent, Shown.Group group) {
        return text(intent.before(group.name()), "softwareUpdateStatus").equals(Optional.of("RollbackComplete"));
    }

    /** The text {@code default} names no image, and is not stored with an intent. */
    private static boolean isAnImageId(String shown) {
        return shown.startsWith("ami-");
    }

    static boolean isAsBefore(Evidence evidence, Intent intent, Shown.Group group) {
        JsonNode before = intent.before(group.name());
        return text(before, "currentImageId").equals(group.currentImage().filter(Compared::isAnImageId))
                && text(before, "desiredImageId").equals(group.desiredImage().filter(Compared::isAnImageId))
                && text(before, "currentVersion").equals(group.currentVersion())
                && text(before, "softwareUpdateStatus").equals(group.softwareUpdateStatus())
                && nodesAsBefore(evidence, intent, group);
    }

    /** Some node of the group ran before, and is still there: its update time shows whether an update came to it. */
    static boolean isWitnessed(Evidence evidence, Intent intent, Shown.Group group) {
        Set<String> now = evidence.shownOf(intent.cluster()).orElseThrow().nodes().stream()
                .filter(node -> node.group().equals(group.name()))
                .map(Shown.Node::id)
                .collect(Collectors.toSet());
        return ranBefore(evidence, intent)
                .anyMatch(node -> now.contains(node.path("instanceId").asText()));
    }

    private static Stream<JsonNode> ranBefore(Evidence evidence, Intent intent) {
        return evidence.nodesBefore(intent)
                .filter(node -> node.path("status").asText().equals("Running"));
    }

    /**
     * Nodes that are no longer there, or came since, tell nothing: scaling and recovery do that as well. Nor does the update time of one
     * that was not Running yet.
     */
    private static boolean nodesAsBefore(Evidence evidence, Intent intent, Shown.Group group) {
        Map<String, Optional<Instant>> now = new HashMap<>();
        evidence.shownOf(intent.cluster()).orElseThrow().nodes().stream()
                .filter(node -> node.group().equals(group.name()))
                .forEach(node -> now.put(node.id(), node.lastSoftwareUpdate()));
        return ranBefore(evidence, intent)
                .filter(node -> now.containsKey(node.path("instanceId").asText()))
                .allMatch(node -> text(node, "lastSoftwareUpdate")
                        .map(Instant::parse)
                        .equals(now.get(node.path("instanceId").asText())));
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }
}
