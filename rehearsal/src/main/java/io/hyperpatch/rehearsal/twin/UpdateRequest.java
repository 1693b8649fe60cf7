package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A well-formed UpdateClusterSoftware request.
 *
 * @param groups empty if InstanceGroups was left out, which means all of them
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">UpdateClusterSoftware</a>
 */
record UpdateRequest(
        String clusterName,
        Optional<List<String>> groups,
        Optional<String> imageId,
        Optional<ObjectNode> deploymentConfig,
        Optional<CapacitySize> batch,
        Optional<CapacitySize> rollbackBatch,
        Duration waitInterval,
        List<String> alarms) {

    UpdateRequest {
        groups = groups.map(List::copyOf);
        alarms = List.copyOf(alarms);
    }

    static UpdateRequest read(JsonNode json) {
        JsonNode config = json.path("DeploymentConfig");
        JsonNode rolling = config.path("RollingUpdatePolicy");
        Optional<List<String>> groups = json.get("InstanceGroups") instanceof ArrayNode array
                ? Optional.of(texts(array, "InstanceGroupName"))
                : Optional.empty();
        return new UpdateRequest(
                json.path("ClusterName").asText(),
                groups,
                Optional.ofNullable(json.get("ImageId"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText),
                config instanceof ObjectNode object ? Optional.of(object.deepCopy()) : Optional.empty(),
                CapacitySize.read(rolling.path("MaximumBatchSize")),
                CapacitySize.read(rolling.path("RollbackMaximumBatchSize")),
                Duration.ofSeconds(config.path("WaitIntervalInSeconds").asLong()),
                texts(config.path("AutoRollbackConfiguration"), "AlarmName"));
    }

    /** What somebody must have asked for, when a group's document shows an update under way. */
    static UpdateRequest underWay(String clusterName, ObjectNode group) {
        ObjectNode request = group.objectNode();
        request.put("ClusterName", clusterName);
        request.putArray("InstanceGroups").addObject().set("InstanceGroupName", group.path("InstanceGroupName"));
        request.set("DeploymentConfig", group.path("ActiveSoftwareUpdateConfig"));
        return read(request);
    }

    /** With a rolling policy pods are evicted under their PodDisruptionBudget; without one nodes are just replaced. */
    boolean rolling() {
        return batch.isPresent();
    }

    private static List<String> texts(JsonNode array, String member) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.path(member).asText())
                .toList();
    }
}
