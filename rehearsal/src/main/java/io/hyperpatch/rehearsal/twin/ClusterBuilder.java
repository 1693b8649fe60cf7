package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.twin.Unknowns.ImagesShown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Builds the simulated cluster out of its documents. */
final class ClusterBuilder {

    private final VirtualClock clock;
    private final NodeGenerator generator;
    private final TwinBehaviour behaviour;

    ClusterBuilder(VirtualClock clock, NodeGenerator generator, TwinBehaviour behaviour) {
        this.clock = clock;
        this.generator = generator;
        this.behaviour = behaviour;
    }

    TwinCluster build(ClusterDocument document) {
        Visibility visibility = new Visibility(clock, Duration.ZERO);
        Visibility nodeVisibility = new Visibility(clock, behaviour.unknowns().nodeListLag());
        Optional<ImagesShown> asked = Optional.ofNullable(behaviour.unknowns().imagesShown());
        Catalogue catalogue = Catalogue.of(document.cluster(), behaviour.images(), asked);
        TwinCluster cluster = new TwinCluster(document.cluster(), catalogue, visibility, nodeVisibility);
        Displays displays = new Displays(document, catalogue, asked);
        document.groups(ClusterDocument.GROUPS)
                .forEach(group -> cluster.add(group(cluster, group, false, displays.next(group))));
        document.groups(ClusterDocument.RESTRICTED_GROUPS)
                .forEach(group -> cluster.add(group(cluster, group, true, ImageDisplay.none(catalogue))));
        if (asked.isPresent()) {
            cluster.groups().stream().filter(group -> !group.restricted()).forEach(TwinGroup::showsImages);
        }
        document.nodes().ifPresentOrElse(nodes -> nodes.forEach(node -> place(cluster, node)), () -> cluster.groups()
                .forEach(group -> generate(cluster, group)));
        behaviour.nodesBefore().forEach(before -> {
            TwinNode node = cluster.node(before.node());
            node.wasBefore(before.status(), before.instance());
        });
        return cluster;
    }

    private static TwinGroup group(TwinCluster cluster, JsonNode document, boolean restricted, ImageDisplay display) {
        return new TwinGroup(
                ((ObjectNode) document).deepCopy(),
                restricted,
                cluster.catalogue().imageOf(document, "Current"),
                cluster.catalogue().imageOf(document, "Desired"),
                display,
                cluster.visibility());
    }

    private void place(TwinCluster cluster, ObjectNode node) {
        String name = node.path("InstanceGroupName").asText();
        TwinGroup group = cluster.group(name)
                .orElseThrow(() -> new IllegalArgumentException("/ClusterNodeSummaries: node "
                        + node.path("InstanceId").asText() + " is in group '" + name + "', which the cluster "
                        + cluster.name() + " does not have; its groups are "
                        + cluster.groups().stream().map(TwinGroup::name).toList()));
        ChosenImage image = cluster.catalogue().imageOf(group.real(), node).orElseGet(() -> imageOfNext(group));
        group.add(new TwinNode(node.deepCopy(), image, group.display(), cluster.nodeVisibility()));
    }

    private void generate(TwinCluster cluster, TwinGroup group) {
        int count = group.real().path("CurrentCount").asInt();
        for (int i = 0; i < count; i++) {
            ObjectNode node = generator.node(group.real(), group::instanceTypes, cluster.created(), TwinNode.RUNNING);
            group.add(TwinNode.made(node, imageOfNext(group), group.display(), cluster.nodeVisibility()));
        }
    }

    /** An update under way in the document has reached as many nodes as its TargetStateCount says. */
    private static ChosenImage imageOfNext(TwinGroup group) {
        String status = group.softwareUpdateStatus().orElse("");
        if (!List.of("Pending", "InProgress", "RollbackInProgress").contains(status)) {
            return group.image();
        }
        boolean reached =
                group.nodes().size() < group.real().path("TargetStateCount").asInt();
        return reached ? group.desiredImage() : group.currentImage();
    }
}
