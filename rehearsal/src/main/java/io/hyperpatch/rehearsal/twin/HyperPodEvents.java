package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.twin.ClusterEvent.Level;
import io.hyperpatch.rehearsal.twin.ClusterEvent.ResourceType;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one cluster tells EventBridge, and the log of its cluster events.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html">SageMaker
 *     events</a>
 */
final class HyperPodEvents {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> NOT_IN_STATE_CHANGE = Set.of(
            "CurrentImageId",
            "DesiredImageId",
            "SoftwareUpdateStatus",
            "TargetStateCount",
            "ActiveSoftwareUpdateConfig",
            "ActiveOperations",
            "ImageVersionStatus");

    private final TwinCluster cluster;
    private final VirtualClock clock;
    private final Ids ids;
    private final Consumer<JsonNode> sink;
    private final List<ClusterEvent> log = new ArrayList<>();

    HyperPodEvents(TwinCluster cluster, VirtualClock clock, Ids ids, Consumer<JsonNode> sink) {
        this.cluster = cluster;
        this.clock = clock;
        this.ids = ids;
        this.sink = sink;
    }

    /** Oldest first. */
    List<ClusterEvent> log() {
        return List.copyOf(log);
    }

    void aboutGroup(Level level, TwinGroup group, String description) {
        record(
                level,
                ResourceType.InstanceGroup,
                Optional.of(group.name()),
                Optional.empty(),
                description,
                Optional.empty());
    }

    void aboutNode(Level level, TwinGroup group, TwinNode node, String description) {
        aboutNode(level, group, node, description, Optional.empty());
    }

    void aboutNode(Level level, TwinGroup group, TwinNode node, String description, Optional<String> failure) {
        record(level, ResourceType.Instance, Optional.of(group.name()), Optional.of(node.id()), description, failure);
    }

    /** Cluster events exist for NodeProvisioningMode Continuous only. */
    private void record(
            Level level,
            ResourceType type,
            Optional<String> group,
            Optional<String> instance,
            String description,
            Optional<String> failure) {
        if (!cluster.continuous()) {
            return;
        }
        ClusterEvent event = new ClusterEvent(
                log.size(), ids.uuid(), clock.now(), level, type, group, instance, description, failure);
        log.add(event);
        ObjectNode details = event.summary(cluster);
        details.put("EventTime", event.time().toEpochMilli());
        details.set("EventDetails", event.eventBridgeDetails());
        ObjectNode detail = JSON.objectNode();
        detail.set("EventDetails", details);
        emit("SageMaker HyperPod Cluster Event", detail);
    }

    /** Mirrors DescribeCluster without its images and software update fields: a wake-up call, not the truth. */
    void stateChanged() {
        ObjectNode detail = cluster.real().deepCopy();
        if (detail.has("CreationTime")) {
            detail.put("CreationTime", cluster.created().toEpochMilli());
        }
        detail.put("FailureMessage", detail.path("FailureMessage").asText(""));
        detail.remove(List.of(ClusterDocument.GROUPS, ClusterDocument.RESTRICTED_GROUPS));
        cluster.groups().forEach(group -> {
            String member = group.restricted() ? ClusterDocument.RESTRICTED_GROUPS : ClusterDocument.GROUPS;
            detail.withArrayProperty(member).add(group.real().deepCopy().remove(NOT_IN_STATE_CHANGE));
        });
        emit("SageMaker HyperPod Cluster State Change", detail);
    }

    void nodeUnhealthy(TwinNode node, String reason) {
        ObjectNode detail = JSON.objectNode();
        detail.put("ClusterName", cluster.name());
        detail.put("ClusterArn", cluster.arn().text());
        detail.put("InstanceId", node.id());
        detail.putObject("Tags");
        detail.putObject("HealthSummary")
                .put("HealthStatus", "Unhealthy")
                .put("HealthStatusReason", reason)
                .put("RepairAction", cluster.recoversNodes() ? "Replace" : "None")
                .put("Recommendation", "Please Replace the Faulty Node.");
        emit("SageMaker HyperPod Cluster Node Health Event", detail);
    }

    private void emit(String detailType, ObjectNode detail) {
        ObjectNode event = JSON.objectNode();
        event.put("version", "0");
        event.put("id", ids.uuid());
        event.put("detail-type", detailType);
        event.put("source", "aws.sagemaker");
        event.put("account", cluster.arn().account());
        event.put("time", clock.now().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", cluster.arn().region());
        event.putArray("resources").add(cluster.arn().text());
        event.set("detail", detail);
        sink.accept(event);
    }
}
