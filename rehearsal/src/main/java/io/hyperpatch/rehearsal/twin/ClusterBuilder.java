package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.util.List;

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
        TwinCluster cluster = new TwinCluster(document.cluster(), visibility, nodeVisibility);
        document.groups(ClusterDocument.GROUPS).forEach(group -> cluster.add(group(cluster, group, false)));
        document.groups(ClusterDocument.RESTRICTED_GROUPS).forEach(group -> cluster.add(group(cluster, group, true)));
        document.nodes().ifPresentOrElse(nodes -> nodes.forEach(node -> place(cluster, node)), () -> cluster.groups()
                .forEach(group -> generate(cluster, group)));
        return cluster;
    }

    private TwinGroup group(TwinCluster cluster, JsonNode document, boolean restricted) {
        String image = document.path("CurrentImageId").asText(behaviour.images().defaultImage());
        // In a rollback the two have swapped: what the group was on before is now called desired.
        if ("RollbackInProgress".equals(document.path("SoftwareUpdateStatus").asText())) {
            image = document.path("DesiredImageId").asText(image);
        }
        return new TwinGroup(((ObjectNode) document).deepCopy(), restricted, image, cluster.visibility());
    }

    private void place(TwinCluster cluster, ObjectNode node) {
        String name = node.path("InstanceGroupName").asText();
        TwinGroup group = cluster.group(name)
                .orElseThrow(() -> new IllegalArgumentException("/ClusterNodeSummaries: node "
                        + node.path("InstanceId").asText() + " is in group '" + name + "', which the cluster "
                        + cluster.name() + " does not have; its groups are "
                        + cluster.groups().stream().map(TwinGroup::name).toList()));
        group.add(new TwinNode(node.deepCopy(), imageOfNext(group), cluster.nodeVisibility()));
    }

    private void generate(TwinCluster cluster, TwinGroup group) {
        int count = group.real().path("CurrentCount").asInt();
        for (int i = 0; i < count; i++) {
            ObjectNode node = generator.node(group.real(), cluster.created(), TwinNode.RUNNING);
            group.add(new TwinNode(node, imageOfNext(group), cluster.nodeVisibility()));
        }
    }

    /** An update under way in the document has reached as many nodes as its TargetStateCount says. */
    private static String imageOfNext(TwinGroup group) {
        String status = group.softwareUpdateStatus().orElse("");
        if (!List.of("Pending", "InProgress", "RollbackInProgress").contains(status)) {
            return group.image();
        }
        boolean reached =
                group.nodes().size() < group.real().path("TargetStateCount").asInt();
        String desired = group.real().path("DesiredImageId").asText();
        String current = group.real().path("CurrentImageId").asText();
        return reached ? desired : current;
    }
}
