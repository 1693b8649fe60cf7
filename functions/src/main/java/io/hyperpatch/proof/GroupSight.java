package io.hyperpatch.proof;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.cluster.SoftwareUpdate;
import io.hyperpatch.intent.GroupBefore;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One group as the proof sees it.
 *
 * @param platform what the service can do, and shows
 * @param nodes those of the group, now
 * @param before those of the group when the intent was planned, by instance id
 * @param read what single nodes are, where they were read one by one
 * @param doubt why {@code nodes} may not be all nodes of the group; empty where ids and counts agree
 * @param patienceOver whether nodes that are on their way have had their time
 */
record GroupSight(
        Platform platform,
        Intent intent,
        InstanceGroup group,
        List<Node> nodes,
        Map<String, NodeBefore> before,
        NodeReads.Readings read,
        Optional<String> doubt,
        boolean patienceOver) {
    GroupSight {
        nodes = List.copyOf(nodes);
        before = Map.copyOf(before);
    }

    /** As it is listed: no node has been read singly. */
    static GroupSight listed(
            Platform platform,
            Intent intent,
            InstanceGroup group,
            NodeListing listing,
            List<NodeBefore> before,
            boolean patienceOver) {
        return new GroupSight(
                platform,
                intent,
                group,
                listing.of(group.name()),
                before.stream()
                        .filter(node -> node.group().equals(group.name()))
                        .collect(Collectors.toMap(
                                NodeBefore::instanceId, Function.identity(), NodeBefore::ofOneStoredTwice)),
                NodeReads.Readings.NONE,
                listing.doubt(group),
                patienceOver);
    }

    /** The same with some nodes read. One that went away meanwhile is no longer counted in. */
    GroupSight with(NodeReads reads, List<Node> toRead) {
        List<Node> unlisted = plannedButUnlisted();
        NodeReads.Readings readings =
                asked(reads, Stream.concat(toRead.stream(), unlisted.stream()).toList());
        Set<String> listed = nodes.stream().map(Node::instanceId).collect(Collectors.toSet());
        List<Node> there = new ArrayList<>(nodes);
        there.removeIf(node -> readings.gone().contains(node.instanceId()));
        unlisted.stream()
                .flatMap(node -> Optional.ofNullable(readings.nodes().get(node.instanceId())).stream())
                .filter(node -> node.group().equals(group.name()))
                // One that had a logical id only may be listed under that of its instance by now.
                .filter(node -> !listed.contains(node.instanceId()))
                .forEach(there::add);
        boolean all = readings.outstanding() == 0 && there.size() >= group.currentCount();
        return new GroupSight(
                platform, intent, group, there, before, readings, doubt.filter(listing -> !all), patienceOver);
    }

    /**
     * If the first node shows no image, the others of its group are not asked: they have the same kind of
     * image.
     */
    private NodeReads.Readings asked(NodeReads reads, List<Node> nodesToRead) {
        if (group.currentImage().isShown() || nodesToRead.isEmpty()) {
            return reads.of(nodesToRead);
        }
        NodeReads.Readings first = reads.of(nodesToRead.subList(0, 1));
        boolean shown = first.nodes().values().stream()
                .anyMatch(node -> node.currentImage().isShown());
        return shown || first.nodes().isEmpty() ? reads.of(nodesToRead) : first;
    }

    /**
     * Returns how many nodes the group counts, and is to have, that no listing has held. A node that is
     * gone is not subtracted: the group may count the one that came in its place. Nor is one that the group
     * was short of before: once it is counted, it is there.
     */
    int unlisted() {
        int counted = group.currentCount() - nodes.size();
        int lacking = Math.max(0, group.targetCount() - nodes.size());
        return doubt.isPresent() ? Math.clamp(counted, 0, lacking) : 0;
    }

    /**
     * Nodes that were there at planning and may only be missing from the listing: they are asked for by
     * their ids.
     */
    private List<Node> plannedButUnlisted() {
        if (doubt.isEmpty()) {
            return List.of();
        }
        Set<String> listed = nodes.stream().map(Node::instanceId).collect(Collectors.toSet());
        return before.values().stream()
                .filter(old -> !listed.contains(old.instanceId()))
                .map(NodeBefore::unlisted)
                .toList();
    }

    GroupBefore groupBefore() {
        return intent.before().get(group.name());
    }

    /** The nodes that are judged: all but those that were broken before the start and have not come back. */
    List<Node> judged() {
        return nodes.stream().filter(node -> !broken(node)).toList();
    }

    /** It was out of order before anything began, and still does not run. */
    boolean broken(Node node) {
        NodeBefore old = before.get(node.instanceId());
        return old != null && old.broken() && !node.running();
    }

    /**
     * The image that the group is to be on: the pin or, for {@code default}, whatever the whole group has
     * moved to.
     */
    Optional<ShownImage> target() {
        if (!intent.isForDefault()) {
            return Optional.of(intent.pinned());
        }
        return Optional.of(group.currentImage())
                .filter(image -> image.differsFrom(groupBefore().currentImage()));
    }

    boolean updatedSince(Node node) {
        NodeBefore old = before.get(node.instanceId());
        return old != null && node.lastSoftwareUpdate().isPresent() && old.updatedIn(node);
    }

    /** As many nodes as there are to be, and each of them Running. */
    boolean complete() {
        return enough() && nodes.size() <= group.targetCount();
    }

    /**
     * Each node Running, and none missing: while a group is scaled in, it has more than it is to have.
     * Nodes that were broken, or that the group was short of, before the start are not waited for.
     */
    boolean enough() {
        return missing() == 0 && judged().stream().allMatch(Node::running);
    }

    /** How many nodes the group lacks that it did not lack before. */
    int missing() {
        return Math.max(0, group.targetCount() - groupBefore().shortage() - nodes.size());
    }

    /**
     * The group is still headed for an image that it neither has nor had: whatever its status says is of an
     * earlier update.
     */
    boolean onItsWay() {
        ShownImage desired = group.desiredImage();
        return desired.differsFrom(group.currentImage())
                && desired.differsFrom(groupBefore().currentImage());
    }

    /** Nothing more is to be waited for before the nodes are read. */
    boolean ripe() {
        return !group.updateUnderWay() && (patienceOver || complete() && doubt.isEmpty() && !onItsWay());
    }

    /** For {@code default}: the group shows the image that it had, so there may have been no newer one. */
    boolean defaultWasThere() {
        return intent.isForDefault()
                && group.currentImage().sameAs(groupBefore().currentImage());
    }

    /** The group was on its pin before, as one of several in a step, and shows no trace of an update. */
    boolean wasOnItsPin() {
        return groupBefore().stillAsIn(group) && group.currentImage().sameAs(intent.pinned());
    }

    boolean allRun(ShownImage image) {
        return judged().stream().allMatch(node -> node.running() && known(node).sameAs(image));
    }

    /** The service says that the group's update is over and was undone, or failed. */
    boolean undone() {
        return group.softwareUpdateStatus().filter(SoftwareUpdate::undone).isPresent();
    }

    /** The group shows the image from before, and not the one that it was to be on. */
    boolean backOnItsImage() {
        ShownImage now = group.currentImage();
        return target().filter(now::differsFrom).isPresent()
                && now.sameAs(groupBefore().currentImage());
    }

    /**
     * The update ended well by the service's word, and the group is back on its image all the same: a rollback of the service has a status
     * of its own, so this is the doing of others.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">SoftwareUpdateStatus:
     *     RollbackComplete, Failed</a>
     */
    boolean takenBack() {
        return succeeded() && backOnItsImage();
    }

    boolean succeeded() {
        return group.softwareUpdateStatus()
                .filter(SoftwareUpdate.SUCCEEDED::equals)
                .isPresent();
    }

    /** The group counts another number of nodes on its desired image than their own records do. */
    boolean countDisagrees() {
        return group.desiredImage().isShown()
                && group.targetStateCount()
                        .filter(count -> count != knownOnDesired())
                        .isPresent();
    }

    /**
     * The group counts the nodes on an image, and they are those whose own records show it: no other one
     * runs it.
     */
    boolean countsNoOtherOn(ShownImage image) {
        return group.desiredImage().sameAs(image)
                && group.targetStateCount()
                        .filter(count -> count == knownOnDesired())
                        .isPresent();
    }

    private long knownOnDesired() {
        return nodes.stream()
                .filter(node -> known(node).sameAs(group.desiredImage()))
                .count();
    }

    /**
     * It was asked for singly, and the answer could not be read: nothing follows from that, and it is asked
     * for again.
     */
    boolean unreadable(String instanceId) {
        return read.unreadable().contains(instanceId);
    }

    /**
     * The image that a node showed when it was read singly; {@link ShownImage#NONE} in it where the service
     * does not show one.
     */
    Optional<ShownImage> shown(Node node) {
        return Optional.ofNullable(read.nodes().get(node.instanceId())).map(Node::currentImage);
    }

    /**
     * The list of nodes itself shows an image of this node that can be compared with where the group is to
     * be, or was.
     */
    boolean listTells(Node node) {
        ShownImage shown = node.currentImage();
        ShownImage other = target().orElse(group.currentImage());
        return shown.sameAs(other) || shown.differsFrom(other);
    }

    /**
     * The image that a node is known to run: because it was read, or because it was updated to the group's
     * image. After an update that was undone, or failed, an update time proves neither image: the way back sets
     * one as well.
     */
    ShownImage known(Node node) {
        Optional<ShownImage> shown = shown(node);
        if (shown.isPresent()) {
            return shown.get();
        }
        if (listTells(node)) {
            return node.currentImage();
        }
        return updatedSince(node) && !undone() ? group.currentImage() : ShownImage.NONE;
    }
}
