package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.stream.Stream;

/** ListClusterEvents and DescribeClusterEvent, which exist for NodeProvisioningMode Continuous only. */
final class EventReads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EventReads() {}

    static ObjectNode list(TwinCluster cluster, HyperPodEvents events, JsonNode request) {
        refuseUnlessContinuous(cluster);
        ObjectNode answer = JSON.objectNode();
        answer.putArray("Events");
        Stream<ClusterEvent> matching = events.log().stream().filter(event -> matches(event, request));
        // Newest first, unless the request asks otherwise.
        ObjectNode paged = request.deepCopy();
        if (!paged.hasNonNull("SortOrder")) {
            paged.put("SortOrder", "Descending");
        }
        new Page(paged)
                .write(
                        matching,
                        event -> ClusterReads.sortable(event.time()) + (1_000_000_000 + event.number()),
                        event -> summary(cluster, event),
                        answer,
                        "Events");
        return answer;
    }

    static ObjectNode describe(TwinCluster cluster, HyperPodEvents events, JsonNode request) {
        refuseUnlessContinuous(cluster);
        String id = request.path("EventId").asText();
        ClusterEvent event = events.log().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiError.badRequest(
                        "ResourceNotFound", "Event '" + id + "' does not exist in cluster '" + cluster.name() + "'."));
        ObjectNode details = summary(cluster, event);
        details.set("EventDetails", event.details());
        ObjectNode answer = JSON.objectNode();
        answer.set("EventDetails", details);
        return answer;
    }

    private static ObjectNode summary(TwinCluster cluster, ClusterEvent event) {
        ObjectNode summary = event.summary(cluster);
        summary.set("EventTime", Timestamps.wire(event.time()));
        return summary;
    }

    private static boolean matches(ClusterEvent event, JsonNode request) {
        return ClusterReads.within(event.time(), request, "EventTimeAfter", "EventTimeBefore")
                && matches(request, "InstanceGroupName", event.group().orElse(""))
                && matches(request, "NodeId", event.instance().orElse(""))
                && matches(request, "ResourceType", event.resourceType().name());
    }

    private static boolean matches(JsonNode request, String member, String value) {
        return !request.hasNonNull(member) || request.get(member).asText().equals(value);
    }

    private static void refuseUnlessContinuous(TwinCluster cluster) {
        if (!cluster.continuous()) {
            throw ApiError.badRequest(
                    "ValidationException",
                    "Cluster events are supported only for clusters with NodeProvisioningMode Continuous; cluster '"
                            + cluster.name() + "' has none.");
        }
    }
}
