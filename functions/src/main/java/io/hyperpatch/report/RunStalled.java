package io.hyperpatch.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.text.Outside;

/**
 * The detail of the event that a run makes no progress; its form is {@code
 * events/out/run-stalled.schema.json}.
 */
final class RunStalled {
    private RunStalled() {}

    static ObjectNode detail(StalledReport report, String id, String subject) {
        return detail(
                report, id, subject, Limits.widest(Limits.FOR_MACHINES, limits -> detail(report, id, subject, limits)
                        .toString()));
    }

    private static ObjectNode detail(StalledReport report, String id, String subject, Limits within) {
        ObjectNode detail = Json.object();
        detail.put("run", report.run().toString());
        detail.set(
                "cluster",
                RunEnded.cluster(report.clusterName(), report.cluster().toString()));
        detail.put("policy", Outside.json(report.policy(), within.characters()));
        detail.put("withoutProgress", report.without().toString());
        detail.put("startedAt", report.startedAt().toString());
        detail.put("deadline", report.deadline().toString());
        report.clusterStatus().ifPresent(word -> detail.put("clusterStatus", Outside.json(word, within.characters())));
        ArrayNode groups = detail.putArray("groups");
        report.groups().forEach(group -> groups.add(RunEnded.group(group, within)));
        detail.putObject("notification").put("id", id).put("subject", subject);
        return detail;
    }
}
