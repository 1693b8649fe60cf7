package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a Continuous cluster's event log.
 *
 * @param number counts up, for the order of events of the same moment
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
        ObjectNode metadata) {

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

    /** The subtree beside the summary that DescribeClusterEvent and EventBridge carry. */
    ObjectNode details() {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.set("EventMetadata", metadata.deepCopy());
        return details;
    }
}
