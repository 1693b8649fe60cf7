package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An instance group: its part of the DescribeCluster document, its nodes, and its software update, if one is in effect. */
final class TwinGroup {

    private static final String SOFTWARE_UPDATE_STATUS = "SoftwareUpdateStatus";
    private static final String ACTIVE_CONFIG = "ActiveSoftwareUpdateConfig";

    private final Published document;
    private final Visibility visibility;
    private final boolean restricted;
    private final List<TwinNode> nodes = new ArrayList<>();
    private final Set<String> imagesBefore = new HashSet<>();
    private final ImageDisplay display;
    private ChosenImage image;
    private ChosenImage current;
    private ChosenImage desired;
    private GroupRollout rollout;
    private final List<Instant> moves = new ArrayList<>();
    private String lastProgress = "";

    /**
     * A group as its document has it.
     *
     * @param current what is meant by the members Current… of the document
     * @param desired what is meant by the members Desired…
     */
    TwinGroup(
            ObjectNode document,
            boolean restricted,
            ChosenImage current,
            ChosenImage desired,
            ImageDisplay display,
            Visibility visibility) {
        this.document = new Published(document);
        this.restricted = restricted;
        this.current = current;
        this.desired = desired;
        this.display = display;
        this.visibility = visibility;
        // In a rollback the two have swapped: what the group was on before is now called desired.
        this.image = "RollbackInProgress".equals(softwareUpdateStatus().orElse("")) ? desired : current;
    }

    String name() {
        return document.real().path("InstanceGroupName").asText();
    }

    boolean restricted() {
        return restricted;
    }

    /** The image that the group as a whole really is on; it changes when an update ends. */
    ChosenImage image() {
        return image;
    }

    /** The image that the members Current… of its document mean. */
    ChosenImage currentImage() {
        return current;
    }

    /** The image that the members Desired… of its document mean: a new instance of the group is launched from it. */
    ChosenImage desiredImage() {
        return desired;
    }

    ImageDisplay display() {
        return display;
    }

    boolean ranBefore(String candidate) {
        return imagesBefore.contains(candidate);
    }

    String status() {
        return document.real().path("Status").asText();
    }

    Optional<String> softwareUpdateStatus() {
        return Optional.ofNullable(document.real().get(SOFTWARE_UPDATE_STATUS)).map(JsonNode::asText);
    }

    boolean scaling() {
        return document.real().path("ActiveOperations").path("Scaling").asInt() > 0;
    }

    /** In the order of creation; to be changed through {@link #replace} and the like only. */
    List<TwinNode> nodes() {
        return List.copyOf(nodes);
    }

    Optional<GroupRollout> rollout() {
        return Optional.ofNullable(rollout).filter(GroupRollout::inEffect);
    }

    ObjectNode shown() {
        return document.shown();
    }

    ObjectNode real() {
        return document.real();
    }

    /** The service's own copy of an image has another id, the same one throughout. */
    String imageCopy(String of) {
        byte[] source = (name() + of).getBytes(StandardCharsets.UTF_8);
        return "ami-0"
                + HexFormat.of().toHexDigits(UUID.nameUUIDFromBytes(source).getMostSignificantBits());
    }

    void add(TwinNode node) {
        nodes.add(node);
    }

    /** The last nodes leave the group, newest first. */
    void shrinkTo(int count) {
        while (nodes.size() > count) {
            nodes.removeLast().leave();
        }
    }

    void replace(TwinNode old, TwinNode replacement) {
        int place = nodes.indexOf(old);
        if (place < 0) {
            throw new IllegalArgumentException(old.id() + " is no node of group " + name());
        }
        old.leave();
        nodes.set(place, replacement);
    }

    void becomes(String status) {
        document.real().put("Status", status);
        show();
    }

    void accepts(GroupRollout accepted, ChosenImage toImage) {
        rollout = accepted;
        moves(image, toImage);
        document.real().remove(ACTIVE_CONFIG);
    }

    void resumes(GroupRollout underWay) {
        rollout = underWay;
    }

    void showsConfig(JsonNode config) {
        document.real().set(ACTIVE_CONFIG, config);
        show();
    }

    void hidesConfig() {
        document.real().remove(ACTIVE_CONFIG);
        show();
    }

    void softwareUpdate(String status) {
        document.real().put(SOFTWARE_UPDATE_STATUS, status);
        countNodes();
    }

    void softwareUpdateAbsent() {
        document.real().remove(SOFTWARE_UPDATE_STATUS);
        countNodes();
    }

    /** What an update moves from one image to the other; on rollback the two swap. */
    void movesFrom(ChosenImage from, ChosenImage to) {
        moves(from, to);
        countNodes();
    }

    private void moves(ChosenImage from, ChosenImage to) {
        current = from;
        desired = to;
        display.show(document.real(), "Current", from);
        display.show(document.real(), "Desired", to);
    }

    /** Shows its images in the twin's own way, whatever the document showed. */
    void showsImages() {
        moves(current, desired);
        display.showStatus(document.real(), image);
        document.publish();
    }

    void settlesOn(ChosenImage finalImage) {
        if (!image.id().equals(finalImage.id())) {
            imagesBefore.add(image.id());
        }
        image = finalImage;
        display.showStatus(document.real(), image);
        movesFrom(finalImage, finalImage);
    }

    /** TargetStateCount: the nodes that run the desired image. */
    void countNodes() {
        long count = nodes.stream().filter(node -> node.running(desired.id())).count();
        document.real().put("TargetStateCount", count);
        show();
    }

    int targetCount() {
        return document.real().path("TargetCount").asInt();
    }

    void scales(int targetCount) {
        document.real().put("TargetCount", targetCount);
        document.real().withObjectProperty("ActiveOperations").put("Scaling", 1);
        show();
    }

    /** The instance types of its nodes, node by node. */
    List<String> instanceTypes() {
        return nodes.stream().map(TwinNode::instanceType).toList();
    }

    void scaled() {
        document.real().put("CurrentCount", nodes.size());
        InstanceTypesOf.recount(document.real(), instanceTypes());
        document.real().withObjectProperty("ActiveOperations").remove("Scaling");
        show();
    }

    /** When an update's progress was seen to move: the count of nodes on its image, or its status. */
    List<Instant> moves() {
        return List.copyOf(moves);
    }

    private void show() {
        Instant visible = visibility.publish(document);
        String progress =
                document.real().path("TargetStateCount") + " " + document.real().path(SOFTWARE_UPDATE_STATUS);
        if (!progress.equals(lastProgress)) {
            lastProgress = progress;
            moves.add(visible);
        }
    }
}
