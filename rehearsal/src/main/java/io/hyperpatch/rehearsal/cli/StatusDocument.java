package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.installation.Status;
import java.util.List;

/** How an installation stands, for machines. */
final class StatusDocument {
    /** What a start call was made of fills pages: every node's state before it. */
    private static final List<String> OF_AN_INTENT = List.of(
            "id",
            "state",
            "pin",
            "groups",
            "plannedAt",
            "deadline",
            "calledAt",
            "answer",
            "sightedAt",
            "endedAt",
            "progress",
            "progressAt",
            "stalledAt");

    private StatusDocument() {}

    static ObjectNode of(Status status) {
        ObjectNode document = Json.object();
        document.set("installation", Json.of(status.installation()));
        document.set("killSwitch", Json.of(status.killSwitch()));
        document.set("subscriptions", Json.of(status.subscriptions()));
        ArrayNode clusters = document.putArray("clusters");
        status.clusters().forEach(cluster -> clusters.add(cluster(cluster)));
        document.set("stuck", Json.mapper().valueToTree(status.stuck()));
        document.set("resting", Json.mapper().valueToTree(status.resting()));
        document.set("stopped", Json.mapper().valueToTree(status.stopped()));
        document.set("unreported", Json.mapper().valueToTree(status.unreported()));
        return document;
    }

    private static ObjectNode cluster(Status.Cluster cluster) {
        ObjectNode document = Json.object();
        document.put("name", cluster.name()).put("arn", cluster.arn().toString());
        cluster.lease().ifPresent(lease -> document.set("lease", Json.of(lease)));
        cluster.waits().ifPresent(run -> document.put("waits", run.toString()));
        ArrayNode unresolved = document.putArray("unresolved");
        cluster.unresolved().forEach(intent -> unresolved.add(intent(intent)));
        cluster.looksAgainBy().ifPresent(time -> document.put("looksAgainBy", time.toString()));
        document.set("runs", Json.mapper().valueToTree(cluster.runs()));
        document.set("blocked", Json.mapper().valueToTree(cluster.blocked()));
        return document;
    }

    private static ObjectNode intent(Intent intent) {
        return Json.of(intent).retain(OF_AN_INTENT);
    }
}
