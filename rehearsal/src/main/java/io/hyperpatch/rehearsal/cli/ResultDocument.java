package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.TriggerEnd;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.Optional;

/** The one document that {@code rehearse --json} prints: the same seed, the same document, {@code wallMillis} aside. */
final class ResultDocument {

    private final RehearsalResult result;

    private ResultDocument(RehearsalResult result) {
        this.result = result;
    }

    static ObjectNode of(RehearsalResult result) {
        return new ResultDocument(result).whole();
    }

    private ObjectNode whole() {
        TriggerEnd first = result.triggers().getFirst();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("outcome", result.outcome());
        document.put("reason", first.reason());
        document.put("run", first.run().orElse(null));
        document.put("cluster", result.setting().names().cluster());
        document.set("groups", groups(result.report(first)));
        document.set("statistics", statistics());
        ArrayNode invariants = document.putArray("invariants");
        result.invariants().forEach(invariant -> {
            ObjectNode entry = invariants.addObject();
            entry.put("name", invariant.name()).put("held", invariant.held()).put("checks", invariant.checks());
            if (!invariant.held()) {
                invariant.broken().forEach(entry.putArray("broken")::add);
            }
        });
        Optional<Message> told = result.notification();
        if (told.isPresent()) {
            document.putObject("notification")
                    .put("subject", told.get().subject().orElse(""))
                    .put("body", told.get().body());
        } else {
            document.putNull("notification");
        }
        if (result.triggers().size() > 1) {
            ArrayNode triggers = document.putArray("triggers");
            result.triggers().forEach(trigger -> triggers.addObject()
                    .put("event", trigger.event().path("detail-type").asText())
                    .put("outcome", trigger.outcome())
                    .put("reason", trigger.reason())
                    .put("run", trigger.run().orElse(null)));
        }
        if (!result.later().isEmpty()) {
            ArrayNode later = document.putArray("later");
            result.later().forEach(run -> later.addObject()
                    .put("outcome", run.path("outcome").asText())
                    .put("reason", run.path("reason").asText())
                    .put("run", run.path("run").asText()));
        }
        if (result.declared()) {
            document.put("asDeclared", result.surprises().isEmpty());
        }
        if (!result.surprises().isEmpty()) {
            result.surprises().forEach(document.putArray("notAsDeclared")::add);
        }
        return document;
    }

    /** As the run reported them; where no run did, as the cluster really is. */
    private ArrayNode groups(Optional<JsonNode> report) {
        ArrayNode groups = JsonNodeFactory.instance.arrayNode();
        report.ifPresentOrElse(
                told -> told.path("groups").forEach(group -> groups.add(told(group))),
                () -> result.evidence().truth().clusters().stream()
                        .flatMap(cluster -> cluster.groups().stream())
                        .forEach(group -> groups.add(untouched(group))));
        return groups;
    }

    private static ObjectNode told(JsonNode group) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("name", group.path("name").asText());
        entry.put("image", group.path("image").asText(null));
        entry.put("pin", group.path("pin").asText(null));
        entry.put("nodes", group.path("nodes").asInt());
        entry.put("patched", group.path("patched").asInt());
        names(group.path("skipped"), entry.putArray("skipped"));
        names(group.path("failed"), entry.putArray("failed"));
        return entry;
    }

    private static void names(JsonNode notes, ArrayNode names) {
        notes.forEach(note -> names.add(note.path("instanceId").asText()));
    }

    private static ObjectNode untouched(Truth.Group group) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("name", group.name()).put("image", group.image());
        entry.put("nodes", group.nodes().size()).put("patched", 0);
        entry.putArray("skipped");
        entry.putArray("failed");
        return entry;
    }

    private ObjectNode statistics() {
        ObjectNode statistics = JsonNodeFactory.instance.objectNode();
        statistics.put("historyEvents", result.figures().longestHistory());
        statistics.put("historyEventsTotal", result.figures().historyEvents());
        statistics.put("transitions", result.figures().transitions());
        result.figures().apiCalls().forEach(statistics.putObject("apiCalls")::put);
        result.faultsStruck().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(fault -> statistics.withObjectProperty("faults").put(fault.getKey(), fault.getValue()));
        statistics.put("virtualSeconds", result.figures().virtualTime().toSeconds());
        statistics.put("wallMillis", result.wallTime().toMillis());
        return statistics;
    }
}
