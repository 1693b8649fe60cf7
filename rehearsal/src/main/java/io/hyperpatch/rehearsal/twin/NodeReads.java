package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** ListClusterNodes, which carries no image id, and DescribeClusterNode, which does. */
final class NodeReads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> FROM_THE_GROUP = List.of(
            "InstanceType",
            "LifeCycleConfig",
            "OverrideVpcConfig",
            "ThreadsPerCore",
            "InstanceStorageConfigs",
            "KubernetesConfig");

    private NodeReads() {}

    private record Entry(TwinGroup group, TwinNode node) {}

    static ObjectNode list(TwinCluster cluster, JsonNode request) {
        ObjectNode answer = JSON.objectNode();
        answer.putArray("ClusterNodeSummaries");
        String part = request.path("InstanceGroupNameContains").asText("");
        boolean byName = "NAME".equals(request.path("SortBy").asText());
        boolean logicalIds = request.path("IncludeNodeLogicalIds").asBoolean();
        Stream<Entry> matching = entries(cluster)
                .filter(entry -> entry.group().name().contains(part))
                .filter(entry -> logicalIds || entry.node().shown().has("InstanceId"))
                .filter(entry -> ClusterReads.within(
                        launched(entry.node()), request, "CreationTimeAfter", "CreationTimeBefore"));
        new Page(request)
                .write(
                        matching,
                        entry -> (byName ? entry.group().name() + " " : ClusterReads.sortable(launched(entry.node())))
                                + entry.node().id(),
                        entry -> summary(entry.node(), logicalIds),
                        answer,
                        "ClusterNodeSummaries");
        return answer;
    }

    static ObjectNode describe(TwinCluster cluster, Unknowns unknowns, JsonNode request) {
        String id = request.path("NodeId").asText("");
        String logicalId = request.path("NodeLogicalId").asText("");
        if (id.isEmpty() == logicalId.isEmpty()) {
            throw ApiError.badRequest("ValidationException", "Provide exactly one of NodeId and NodeLogicalId.");
        }
        Entry entry = entries(cluster)
                .filter(candidate -> id.isEmpty()
                        ? logicalId.equals(
                                candidate.node().shown().path("NodeLogicalId").asText())
                        : id.equals(candidate.node().id()))
                .findFirst()
                .orElseThrow(() -> ApiError.badRequest(
                        "ResourceNotFound",
                        "Node '" + id + logicalId + "' does not exist in cluster '" + cluster.name() + "'."));
        ObjectNode answer = JSON.objectNode();
        answer.set("NodeDetails", details(entry, unknowns));
        return answer;
    }

    private static ObjectNode details(Entry entry, Unknowns unknowns) {
        ObjectNode group = entry.group().shown();
        ObjectNode details = entry.node().shown().deepCopy();
        FROM_THE_GROUP.stream()
                .filter(member -> group.has(member) && !details.has(member))
                .forEach(member -> details.set(member, group.get(member)));
        String host = details.path("PrivateDnsHostname").asText("");
        if (host.startsWith("ip-") && !details.has("PrivatePrimaryIp")) {
            details.put("PrivatePrimaryIp", host.substring(3, host.indexOf('.')).replace('-', '.'));
        }
        if (entry.group().restricted()) {
            details.remove(TwinNode.IMAGE);
        } else {
            showDesired(entry, group, details, unknowns);
        }
        return details;
    }

    private static void showDesired(Entry entry, ObjectNode group, ObjectNode details, Unknowns unknowns) {
        String version = "DesiredImageReleaseVersion";
        if (group.has(version)) {
            details.set(version, group.get(version));
        }
        String desired = group.path("DesiredImageId").asText("");
        if (desired.isEmpty()) {
            return;
        }
        boolean updating = entry.group().rollout().isPresent()
                && !desired.equals(details.path(TwinNode.IMAGE).asText());
        boolean copy = updating && unknowns.nodesShowImageCopy() && !desired.equals(ImageDisplay.DEFAULT);
        details.put("DesiredImageId", copy ? entry.group().imageCopy(desired) : desired);
    }

    private static Stream<Entry> entries(TwinCluster cluster) {
        return cluster.groups().stream().flatMap(group -> group.nodes().stream().map(node -> new Entry(group, node)));
    }

    private static Instant launched(TwinNode node) {
        JsonNode time = node.shown().path("LaunchTime");
        return time.isMissingNode() || time.isNull() ? Instant.EPOCH : Timestamps.read(time);
    }

    private static ObjectNode summary(TwinNode node, boolean logicalIds) {
        ObjectNode summary = node.shown().deepCopy().without(TwinNode.IMAGE);
        return logicalIds ? summary : summary.without("NodeLogicalId");
    }
}
