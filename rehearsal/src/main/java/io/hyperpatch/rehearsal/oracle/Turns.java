package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.ExecutionView;

/** Whether a cluster that had no turn was passed over for a reason. */
final class Turns {
    private static final String STOPPED = "/stopped/notice";

    private Turns() {}

    /** Another patch-fleet was at work as this one ended, and is the one that was named. */
    static boolean joined(Evidence evidence, ExecutionView fleet, JsonNode end) {
        return evidence.executions().stream()
                .filter(other -> other.machine().equals(fleet.machine())
                        && !other.arn().equals(fleet.arn())
                        && end.path("reason").asText().startsWith(other.arn() + " "))
                .anyMatch(other -> !other.startDate().isAfter(fleet.startDate())
                        && other.stopDate()
                                .filter(stop -> stop.isBefore(fleet.startDate()))
                                .isEmpty());
    }

    /** Nothing was begun, and another image is wanted; or people have heard that nothing follows a bad end. */
    static boolean passedOver(Evidence evidence, ExecutionView fleet, JsonNode end) {
        return switch (end.path("outcome").asText()) {
            case "Superseded" -> isOlder(evidence, end.path("run").asText());
            case "Refused" ->
                evidence.messages().stream().map(Told::id).anyMatch(id -> id.endsWith(STOPPED))
                        || takenOver(evidence, fleet);
            default -> false;
        };
    }

    private static boolean isOlder(Evidence evidence, String run) {
        return evidence.items().stream()
                .filter(item ->
                        item.partition().equals("run/" + run) && item.sort().equals("request"))
                .map(Evidence.Stored::attributes)
                .anyMatch(request -> wanted(evidence, request.at("/cluster/arn").asText())
                        > request.path("generation").asLong());
    }

    private static long wanted(Evidence evidence, String cluster) {
        return evidence.items().stream()
                .filter(item ->
                        item.partition().equals("generations") && item.sort().equals(cluster))
                .mapToLong(item -> item.attributes().path("number").asLong())
                .findFirst()
                .orElse(0);
    }

    private static boolean takenOver(Evidence evidence, ExecutionView fleet) {
        return evidence.items().stream()
                .filter(item -> item.partition().equals("fleets"))
                .anyMatch(item -> !item.attributes().path("holder").asText().equals(fleet.arn()));
    }
}
