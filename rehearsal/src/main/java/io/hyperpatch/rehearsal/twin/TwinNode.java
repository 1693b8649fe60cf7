package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One instance of a group: its ListClusterNodes entry, and the image that it really runs. */
final class TwinNode {

    static final String RUNNING = "Running";
    static final String PENDING = "Pending";
    static final String SYSTEM_UPDATING = "SystemUpdating";
    static final String ATTACHING = "AttachInProgress";
    static final String FAILURE = "Failure";
    static final String FAILED_MAINTENANCE = "FailedMaintenance";

    static final String IMAGE = "CurrentImageId";

    /** Nodes in these states stay in them. */
    private static final Set<String> BROKEN = Set.of(FAILURE, FAILED_MAINTENANCE, "NotFound");

    /** Nodes in these states run before long. */
    private static final Set<String> ON_THEIR_WAY =
            Set.of(PENDING, ATTACHING, "DetachInProgress", "DeepHealthCheckInProgress");

    private static final String INSTANCE = "InstanceId";

    private static final String STATUS = "InstanceStatus";
    private static final String MESSAGE = "Message";

    private final Published summary;
    private final Visibility visibility;
    private final ImageDisplay display;
    private ChosenImage image;
    private boolean gone;
    private Instant disturbed;
    private boolean broken;
    private boolean secondaryVolumeLost;

    /** A node out of a list that people gave: what that says of its image, beside the id, stands until it gets another. */
    TwinNode(ObjectNode summary, ChosenImage image, ImageDisplay display, Visibility visibility) {
        // Among the members of the entry, so that it is published with them; ListClusterNodes leaves the id out.
        display.showId(summary, "Current", image);
        this.summary = new Published(summary);
        this.display = display;
        this.visibility = visibility;
        this.image = image;
    }

    /** A node that was made up, or is launched: its image is shown as the group shows its own. */
    static TwinNode made(ObjectNode summary, ChosenImage image, ImageDisplay display, Visibility visibility) {
        display.show(summary, "Current", image);
        display.showStatus(summary, image);
        return new TwinNode(summary, image, display, visibility);
    }

    /** Its instance's id; as long as it has none, its logical one. */
    String id() {
        return hasInstance()
                ? summary.real().path(INSTANCE).asText()
                : summary.real().path("NodeLogicalId").asText();
    }

    String instanceType() {
        return summary.real().path("InstanceType").asText();
    }

    boolean hasInstance() {
        return !summary.real().path(INSTANCE).asText("").isEmpty();
    }

    /** Its instance is there at last. */
    void getsInstance(String id, Instant launched) {
        summary.real().put(INSTANCE, id);
        summary.real().set("LaunchTime", Timestamps.wire(launched));
    }

    /** Up for the first time: nobody has patched it, so that its last update is its launch. */
    void up() {
        summary.real().set("LastSoftwareUpdateTime", summary.real().path("LaunchTime"));
        showsImage();
        becomes(RUNNING);
    }

    /** In this state since before anything began; no update brings it back. */
    void wasBefore(String status, boolean instance) {
        broken = BROKEN.contains(status);
        statusDetails().put("Status", status);
        if (!instance) {
            String name = summary.real().path("InstanceGroupName").asText() + id();
            String logical = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString();
            summary.real().remove(List.of(INSTANCE, "LaunchTime", "LastSoftwareUpdateTime", "PrivateDnsHostname"));
            summary.real().put("NodeLogicalId", logical);
        }
        summary.publish();
    }

    String image() {
        return image.id();
    }

    String status() {
        return summary.real().path(STATUS).path("Status").asText();
    }

    static boolean staysIn(String status) {
        return BROKEN.contains(status);
    }

    boolean onItsWay() {
        return ON_THEIR_WAY.contains(status());
    }

    boolean running() {
        return !gone && RUNNING.equals(status());
    }

    boolean running(String onImage) {
        return running() && image().equals(onImage);
    }

    ObjectNode shown() {
        return summary.shown();
    }

    /** The message is sticky, as the service's: without a new one, the old one stays. */
    void becomes(String status) {
        statusDetails().put("Status", status);
        visibility.publish(summary);
    }

    void becomes(String status, String message) {
        statusDetails().put("Status", status).put(MESSAGE, message);
        visibility.publish(summary);
    }

    /** Its root volume now comes from this image. */
    void runs(ChosenImage newImage, boolean secondaryVolumesSurvive) {
        image = newImage;
        secondaryVolumeLost |= !secondaryVolumesSurvive;
    }

    void updated(Instant at) {
        summary.real().set("LastSoftwareUpdateTime", Timestamps.wire(at));
        showsImage();
        becomes(RUNNING);
    }

    private void showsImage() {
        display.show(summary.real(), "Current", image);
        display.showStatus(summary.real(), image);
    }

    void fails(String message) {
        broken = true;
        becomes(FAILURE, message);
    }

    /** Nobody sees this instance any more: another one has taken its place. */
    void leave() {
        gone = true;
    }

    /** Something befell it that is no part of an update: it failed, or it came in place of one that was replaced. */
    void disturbed(Instant now) {
        disturbed = now;
    }

    Optional<Instant> disturbedAt() {
        return Optional.ofNullable(disturbed);
    }

    boolean gone() {
        return gone;
    }

    /** Failed for a reason of its own, so that no update brings it back. */
    boolean broken() {
        return broken;
    }

    boolean secondaryVolumeLost() {
        return secondaryVolumeLost;
    }

    private ObjectNode statusDetails() {
        JsonNode details = summary.real().get(STATUS);
        return details instanceof ObjectNode object ? object : summary.real().putObject(STATUS);
    }
}
