package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the service shows of a cluster to whoever reads it now, for an oracle: the parts of its answers that can tell what became of an
 * update.
 *
 * @param cluster its ARN
 * @param groups without the restricted ones, of which nothing of the kind is shown
 */
public record Shown(String cluster, List<Group> groups, List<Node> nodes) {

    public Shown {
        groups = List.copyOf(groups);
        nodes = List.copyOf(nodes);
    }

    /**
     * @param currentVersion its release version
     * @param alarms of the update's configuration, as long as one is shown
     */
    public record Group(
            String name,
            Optional<String> currentImage,
            Optional<String> currentVersion,
            Optional<String> desiredImage,
            Optional<String> softwareUpdateStatus,
            List<String> alarms) {
        public Group {
            alarms = List.copyOf(alarms);
        }

        /** Something that tells one image from another: the text {@code default} does not. */
        public boolean showsImage() {
            return currentVersion.isPresent()
                    || currentImage
                            .filter(text -> !text.equals(ImageDisplay.DEFAULT))
                            .isPresent();
        }
    }

    /** @param lastSoftwareUpdate as ListClusterNodes gives it */
    public record Node(String id, String group, Optional<Instant> lastSoftwareUpdate) {}

    public Optional<Group> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    static List<Shown> of(Collection<TwinCluster> clusters) {
        return clusters.stream().map(Shown::of).toList();
    }

    static Shown of(TwinCluster cluster) {
        List<TwinGroup> shown =
                cluster.groups().stream().filter(group -> !group.restricted()).toList();
        return new Shown(
                cluster.arn().text(),
                shown.stream().map(Shown::of).toList(),
                shown.stream()
                        .flatMap(group -> group.nodes().stream().map(node -> of(group, node)))
                        .toList());
    }

    private static Group of(TwinGroup group) {
        JsonNode document = group.shown();
        return new Group(
                group.name(),
                text(document, "CurrentImageId"),
                text(document, "CurrentImageReleaseVersion"),
                text(document, "DesiredImageId"),
                text(document, "SoftwareUpdateStatus"),
                document.at("/ActiveSoftwareUpdateConfig/AutoRollbackConfiguration")
                        .findValuesAsText("AlarmName"));
    }

    private static Node of(TwinGroup group, TwinNode node) {
        return new Node(
                node.id(),
                group.name(),
                Optional.ofNullable(node.shown().get("LastSoftwareUpdateTime"))
                        .filter(time -> !time.isNull())
                        .map(Timestamps::read));
    }

    private static Optional<String> text(JsonNode document, String member) {
        return Optional.ofNullable(document.get(member))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }
}
