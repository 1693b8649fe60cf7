package io.hyperpatch.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.proof.NodeNote;
import io.hyperpatch.text.Outside;
import java.util.List;

/**
 * The detail of the event that a run has ended, or turned out to have ended; its form is {@code
 * events/out/run-ended.schema.json}, or {@code run-resolved.schema.json}.
 */
final class RunEnded {
    private final RunReport report;
    private final String id;
    private final String subject;
    private final Limits limits;

    RunEnded(RunReport report, String id, String subject) {
        this.report = report;
        this.id = id;
        this.subject = subject;
        this.limits = Limits.widest(Limits.FOR_MACHINES, wide -> detail(wide).toString());
    }

    /** How many nodes of each list the event names. */
    int listed() {
        return limits.nodes();
    }

    /** With the body where there is room for it: names of nodes are worth more, and SNS carries the body. */
    ObjectNode detail(String body) {
        ObjectNode whole = detail(limits);
        whole.withObjectProperty("notification").put("body", body);
        return Limits.fits(whole.toString()) ? whole : detail(limits);
    }

    private ObjectNode detail(Limits within) {
        ObjectNode detail = Json.object();
        detail.put("run", report.run().toString());
        detail.set("cluster", cluster(report.clusterName(), report.cluster().toString()));
        detail.put("policy", text(report.policy(), within));
        detail.put("outcome", report.outcome().word());
        report.firstOutcome().ifPresent(first -> detail.put("firstOutcome", first.word()));
        detail.put("reason", text(report.reason(), within));
        report.until().ifPresent(time -> detail.put("until", time.toString()));
        report.clusterStatus().ifPresent(word -> detail.put("clusterStatus", text(word, within)));
        report.parked().ifPresent(intent -> detail.put("parked", text(intent, within)));
        ArrayNode groups = detail.putArray("groups");
        report.groups().forEach(group -> groups.add(group(group, within)));
        ArrayNode untouched = detail.putArray("untouched");
        report.untouched().forEach(group -> untouched.add(untouched(group, within)));
        if (!report.causes().isEmpty()) {
            ArrayNode causes = detail.putArray("causes");
            report.causes().stream().limit(within.nodes()).forEach(cause -> causes.add(text(cause, within)));
        }
        detail.put("startedAt", report.startedAt().toString());
        detail.put("endedAt", report.endedAt().toString());
        detail.putObject("notification").put("id", id).put("subject", subject);
        return detail;
    }

    static ObjectNode cluster(String name, String arn) {
        return Json.object().put("name", Outside.json(name, 100)).put("arn", arn);
    }

    static ObjectNode group(GroupReport group, Limits within) {
        ObjectNode json = Json.object();
        json.put("name", text(group.name(), within));
        json.put("instanceType", text(group.instanceType(), within));
        json.put("pin", text(group.pin().text(), within));
        group.imageBefore().ifPresent(image -> json.put("imageBefore", text(image, within)));
        group.imageNow().ifPresent(image -> json.put("image", text(image, within)));
        group.updateStatus().ifPresent(word -> json.put("updateStatus", text(word, within)));
        json.put("standing", group.standing().word());
        if (!group.note().isEmpty()) {
            json.put("note", text(group.note(), within));
        }
        group.evidence().ifPresent(rung -> json.put("provedBy", rung.words()));
        json.put("nodes", group.nodes());
        if (group.nodesNow() != group.nodes()) {
            json.put("nodesNow", group.nodesNow());
        }
        json.put("patched", group.patched());
        notes(json, "skipped", group.skipped(), within);
        notes(json, "failed", group.failed(), within);
        if (!group.broken().isEmpty()) {
            notes(json, "broken", group.broken(), within);
        }
        if (!group.unproven().isEmpty()) {
            notes(json, "unproven", group.unproven(), within);
        }
        return json;
    }

    private static ObjectNode untouched(UntouchedGroup group, Limits within) {
        ObjectNode json = Json.object();
        json.put("name", text(group.name(), within));
        json.put("instanceType", text(group.instanceType(), within));
        group.image().ifPresent(image -> json.put("image", text(image, within)));
        json.put("standing", group.standing().word());
        json.put("note", text(group.why(), within));
        return json.put("nodes", group.nodes());
    }

    private static void notes(ObjectNode json, String name, List<NodeNote> notes, Limits within) {
        ArrayNode list = json.putArray(name);
        notes.stream().limit(within.nodes()).forEach(note -> list.addObject()
                .put("instanceId", text(note.instanceId(), within))
                .put("why", text(note.why(), within)));
        if (notes.size() > within.nodes()) {
            json.put(name + "NotListed", notes.size() - within.nodes());
        }
    }

    private static String text(String words, Limits within) {
        return Outside.json(words, within.characters());
    }
}
