package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.twin.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An intent as it lies in the product's store, read by its item alone. */
record Intent(Evidence.Stored item) {
    private static final String VERSION = "ImageReleaseVersion";

    private JsonNode attributes() {
        return item.attributes();
    }

    String run() {
        return item.partition().substring("run/".length());
    }

    /** As reports name it. */
    String name() {
        return run() + "/s" + attributes().at("/id/step").asInt() + "i"
                + attributes().at("/id/number").asInt();
    }

    /** The alarm that it lists for itself; empty if it lists none. */
    String wire() {
        String end = "-s" + step() + "-i" + attributes().at("/id/number").asInt();
        return alarms().stream()
                .filter(alarm -> Evidence.wiresOf(run()).stream().anyMatch(whose -> alarm.equals(whose + end)))
                .findFirst()
                .orElse("");
    }

    /** By which its start call is known. */
    String key() {
        return wired() ? wire() : name();
    }

    String cluster() {
        return attributes().path("cluster").asText();
    }

    /** PLANNED, CALLED or RESOLVED. */
    String state() {
        return attributes().path("state").asText();
    }

    String pin() {
        return attributes().path("pin").asText();
    }

    boolean isForDefault() {
        return pin().equals("default");
    }

    /** Its pin is one image; else a release version or {@code default}. */
    boolean isForAnImageId() {
        return pin().startsWith("ami-");
    }

    List<String> groups() {
        return attributes().path("groups").valueStream().map(JsonNode::asText).toList();
    }

    List<String> alarms() {
        return attributes()
                .at("/deployment/alarms")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    boolean wired() {
        return !wire().isEmpty();
    }

    /** What a group was when the intent was planned. */
    JsonNode before(String group) {
        return attributes().path("before").path(group);
    }

    JsonNode before() {
        return attributes().path("before");
    }

    /** Where the items begin that hold what its nodes were. */
    String nodePages() {
        return "nodes/" + item.sort().substring("intent/".length()) + "/"
                + plannedAt().toEpochMilli() + "/";
    }

    int step() {
        return attributes().at("/id/step").asInt();
    }

    Instant plannedAt() {
        return time("plannedAt").orElseThrow();
    }

    /** After which its run no longer waits for the end of the update. */
    Instant deadline() {
        return time("deadline").orElseThrow();
    }

    /** When it was written down that its wire can stop an update. */
    Optional<Instant> armedAt() {
        return time("armedAt");
    }

    Optional<Instant> calledAt() {
        return time("calledAt");
    }

    /** A look saw its wire. */
    boolean sighted() {
        return time("sightedAt").isPresent();
    }

    /** A look saw its update under way. */
    boolean seenUnderWay() {
        return attributes().hasNonNull("progress");
    }

    /** A look saw somebody else's configuration in one of its groups. */
    boolean overtaken() {
        return attributes().hasNonNull("othersAt");
    }

    /** ACCEPTED, CONFLICT, REFUSED or LOST; also LOST if no answer was stored. */
    String answer() {
        return attributes().at("/answer/kind").asText("LOST");
    }

    /** Empty as long as it is not resolved. */
    String resolvedAs() {
        return attributes().at("/resolution/as").asText("");
    }

    /** When the product said that no reading tells what became of it. */
    Optional<Instant> givenUpAt() {
        return resolvedAs().equals("UNTELLABLE")
                ? Optional.of(Instant.parse(attributes().at("/resolution/at").asText()))
                : Optional.empty();
    }

    boolean marks(Shown.Group group) {
        return wired() && group.alarms().contains(wire());
    }

    /** The same cluster, image and groups. */
    boolean isAskedForBy(JsonNode startRequest) {
        return startRequest.path("ClusterName").asText().equals(cluster())
                && asksForThePin(startRequest)
                && StartCalls.groups(startRequest)
                        .equals(groups().stream().sorted().toList());
    }

    /** By the call's one ImageId, or by the same release version for each group and no image beside it. */
    private boolean asksForThePin(JsonNode startRequest) {
        if (startRequest.has("ImageId")) {
            return startRequest.get("ImageId").asText().equals(pin())
                    && startRequest.path("InstanceGroups").valueStream().noneMatch(group -> group.has(VERSION));
        }
        return startRequest.path("InstanceGroups").valueStream().allMatch(group -> group.path(VERSION)
                .asText()
                .equals(pin()));
    }

    private Optional<Instant> time(String member) {
        return Optional.ofNullable(attributes().get(member))
                .filter(value -> !value.isNull())
                .map(value -> Instant.parse(value.asText()));
    }
}
