package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A well-formed UpdateClusterSoftware request.
 *
 * @param groups empty if InstanceGroups was left out, which means all of them
 * @param versions the ImageReleaseVersion of each group for which one is asked
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">UpdateClusterSoftware</a>
 */
record UpdateRequest(
        String clusterName,
        Optional<List<String>> groups,
        Map<String, String> versions,
        Optional<String> imageId,
        Optional<ObjectNode> deploymentConfig,
        Optional<CapacitySize> batch,
        Optional<CapacitySize> rollbackBatch,
        Duration waitInterval,
        List<String> alarms) {

    UpdateRequest {
        groups = groups.map(List::copyOf);
        versions = Map.copyOf(versions);
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
                versions(json.path("InstanceGroups")),
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

    Optional<String> versionOf(String group) {
        return Optional.ofNullable(versions.get(group));
    }

    private static Map<String, String> versions(JsonNode groups) {
        return groups.valueStream()
                .filter(group -> group.hasNonNull("ImageReleaseVersion"))
                .collect(Collectors.toMap(
                        group -> group.path("InstanceGroupName").asText(),
                        group -> group.path("ImageReleaseVersion").asText(),
                        (first, again) -> first));
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
