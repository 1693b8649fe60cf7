package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** DescribeCluster and ListClusters: what the documents said, with what has changed since. */
final class ClusterReads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> FROM_BEST_TO_WORST =
            List.of(Catalogue.UP_TO_DATE, "UpdateAvailable", "SecurityUpdateRequired", "EndOfLife");

    private ClusterReads() {}

    static ObjectNode describe(TwinCluster cluster) {
        ObjectNode answer = cluster.shown().deepCopy();
        putGroups(cluster, answer, ClusterDocument.GROUPS, false);
        putGroups(cluster, answer, ClusterDocument.RESTRICTED_GROUPS, true);
        return answer;
    }

    private static void putGroups(TwinCluster cluster, ObjectNode answer, String member, boolean restricted) {
        if (!answer.has(member)) {
            return;
        }
        ArrayNode groups = answer.putArray(member);
        cluster.groups().stream()
                .filter(group -> group.restricted() == restricted)
                .forEach(group -> groups.add(group.shown().deepCopy()));
    }

    static ObjectNode list(Collection<ClusterTwin> twins, JsonNode request) {
        ObjectNode answer = JSON.objectNode();
        answer.putArray("ClusterSummaries");
        boolean byName = "NAME".equals(request.path("SortBy").asText());
        Stream<ClusterTwin> matching = twins.stream().filter(twin -> matches(twin.cluster(), request));
        new Page(request)
                .write(
                        matching,
                        twin -> (byName ? "" : sortable(twin.cluster().created()))
                                + twin.cluster().name(),
                        twin -> twin.flapping().over(summary(twin.cluster())),
                        answer,
                        "ClusterSummaries");
        return answer;
    }

    /** Text that sorts as the points in time do: sixteen digits from the year 0 to 9999. */
    static String sortable(Instant instant) {
        return instant.toEpochMilli() + 1_000_000_000_000_000L + " ";
    }

    static boolean within(Instant time, JsonNode request, String after, String before) {
        boolean late = !request.hasNonNull(after) || time.isAfter(Timestamps.read(request.get(after)));
        boolean early = !request.hasNonNull(before) || time.isBefore(Timestamps.read(request.get(before)));
        return late && early;
    }

    private static boolean matches(TwinCluster cluster, JsonNode request) {
        String plan = request.path("TrainingPlanArn").asText("");
        return cluster.name().contains(request.path("NameContains").asText(""))
                && within(cluster.created(), request, "CreationTimeAfter", "CreationTimeBefore")
                && (plan.isEmpty() || trainingPlans(cluster).anyMatch(plan::equals));
    }

    private static ObjectNode summary(TwinCluster cluster) {
        ObjectNode shown = cluster.shown();
        ObjectNode summary = JSON.objectNode();
        summary.put("ClusterArn", cluster.arn().text());
        summary.put("ClusterName", cluster.name());
        summary.set("CreationTime", Timestamps.wire(cluster.created()));
        summary.put("ClusterStatus", shown.path("ClusterStatus").asText());
        versionStatus(cluster).ifPresent(status -> summary.put(ImageDisplay.VERSION_STATUS, status));
        trainingPlans(cluster).distinct().forEach(plan -> summary.withArrayProperty("TrainingPlanArns")
                .add(plan));
        return summary;
    }

    /** The worst of its groups'. */
    private static Optional<String> versionStatus(TwinCluster cluster) {
        return cluster.groups().stream()
                .map(group -> group.shown().path(ImageDisplay.VERSION_STATUS).asText(""))
                .filter(status -> !status.isEmpty())
                .max(Comparator.comparingInt(FROM_BEST_TO_WORST::indexOf));
    }

    private static Stream<String> trainingPlans(TwinCluster cluster) {
        return cluster.groups().stream()
                .map(group -> group.shown().path("TrainingPlanArn").asText(""))
                .filter(plan -> !plan.isEmpty());
    }
}
