package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.twin.Unknowns.ImagesShown;
import java.util.List;
import java.util.Optional;

/** Finds in which members each group of a cluster shows its images: as the twin's switch says, else as its document does. */
final class Displays {

    private static final String CURRENT_VERSION = "CurrentImageReleaseVersion";

    private final Catalogue catalogue;
    private final Optional<ImagesShown> asked;
    private final List<ObjectNode> nodes;
    private final boolean textShown;
    private final boolean statusShown;
    private int groups;

    Displays(ClusterDocument document, Catalogue catalogue, Optional<ImagesShown> asked) {
        JsonNode all = document.groups(ClusterDocument.GROUPS);
        this.nodes = document.nodes().orElse(List.of());
        this.catalogue = catalogue;
        this.asked = asked;
        this.textShown = all.findValuesAsText("CurrentImageId").contains(ImageDisplay.DEFAULT);
        this.statusShown = asked.map(shape -> shape != ImagesShown.IDS)
                .orElseGet(() -> !all.findValues(ImageDisplay.VERSION_STATUS).isEmpty()
                        || nodes.stream().anyMatch(node -> node.has(ImageDisplay.VERSION_STATUS)));
    }

    /** @param group the next one, in the order of the document */
    ImageDisplay next(JsonNode group) {
        boolean first = groups++ % 2 == 0;
        if (asked.isPresent()) {
            boolean versions = asked.get() == ImagesShown.VERSIONS && first;
            return new ImageDisplay(catalogue, asked.get(), versions, statusShown);
        }
        boolean versions = group.has(CURRENT_VERSION)
                || group.has("DesiredImageReleaseVersion")
                || nodes.stream().anyMatch(node -> isOf(node, group) && node.has(CURRENT_VERSION));
        return new ImageDisplay(catalogue, shape(group), versions, statusShown);
    }

    private static boolean isOf(JsonNode node, JsonNode group) {
        return node.path("InstanceGroupName").equals(group.path("InstanceGroupName"));
    }

    /** Every group that comes to such an image shows the text {@code default} if one group does. */
    private ImagesShown shape(JsonNode group) {
        String id = group.path("CurrentImageId").asText("");
        if (id.isEmpty()) {
            return ImagesShown.NONE;
        }
        return textShown ? ImagesShown.DEFAULT : ImagesShown.IDS;
    }
}
