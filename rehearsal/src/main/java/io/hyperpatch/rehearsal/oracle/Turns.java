package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.ExecutionView;

/** Whether a cluster that had no turn was passed over for a reason. */
final class Turns {
    private static final String STOPPED = "/stopped/notice";
    private static final String NOTHING_FOLLOWS = "nothing follows on other clusters: ";

    private Turns() {}

    /** Another patch-fleet, which is named, had the record of the policy while this one was there. */
    static boolean joined(Evidence evidence, ExecutionView fleet, JsonNode end) {
        return evidence.executions().stream()
                .filter(other -> other.machine().equals(fleet.machine())
                        && !other.arn().equals(fleet.arn())
                        && end.path("reason").asText().startsWith(other.arn() + " "))
                .anyMatch(other -> !isBefore(fleet, other) && !isBefore(other, fleet));
    }

    private static boolean isBefore(ExecutionView first, ExecutionView second) {
        return first.stopDate()
                .filter(stop -> stop.isBefore(second.startDate()))
                .isPresent();
    }

    /**
     * Nothing was begun then, though it may have been later: another image was wanted, or people have heard that nothing follows a bad
     * end.
     */
    static boolean passedOver(Evidence evidence, JsonNode end) {
        return switch (end.path("outcome").asText()) {
            case "Superseded" -> isOlder(evidence, end.path("run").asText());
            case "Refused" ->
                end.path("reason").asText().startsWith(NOTHING_FOLLOWS)
                        && evidence.messages().stream().map(Told::id).anyMatch(id -> id.endsWith(STOPPED));
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
}
