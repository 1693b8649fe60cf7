package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a Continuous cluster's event log.
 *
 * @param number counts up, for the order of events of the same moment
 * @param failure what went wrong, if anything did
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterEventDetail.html">ClusterEventDetail</a>
 */
record ClusterEvent(
        int number,
        String id,
        Instant time,
        Level level,
        ResourceType resourceType,
        Optional<String> group,
        Optional<String> instance,
        String description,
        Optional<String> failure) {

    enum Level {
        Info,
        Warn,
        Error
    }

    enum ResourceType {
        Cluster,
        InstanceGroup,
        Instance
    }

    /** As ListClusterEvents shows it, without its time, which each way of showing it writes differently. */
    ObjectNode summary(TwinCluster cluster) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("EventId", id);
        json.put("ClusterArn", cluster.arn().text());
        json.put("ClusterName", cluster.name());
        group.ifPresent(name -> json.put("InstanceGroupName", name));
        instance.ifPresent(node -> json.put("InstanceId", node));
        json.put("ResourceType", resourceType.name());
        json.put("EventLevel", level.name());
        json.put("Description", description);
        return json;
    }

    /** Beside the summary in DescribeClusterEvent: a union, so exactly one member is set, if only to be empty. */
    ObjectNode details() {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        describeFailure(details.putObject("EventMetadata").putObject(resourceType.name()));
        return details;
    }

    /** Beside the summary in EventBridge: there the subtrees that say nothing arrive as null, not left out. */
    ObjectNode eventBridgeDetails() {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = details.putObject("EventMetadata");
        metadata.putNull("Cluster")
                .putNull("InstanceGroup")
                .putNull("InstanceGroupScaling")
                .putNull("Instance");
        if (failure.isPresent()) {
            describeFailure(metadata.putObject(resourceType.name()));
        }
        return details;
    }

    private void describeFailure(ObjectNode metadata) {
        failure.ifPresent(message -> metadata.put("FailureMessage", message));
    }
}
