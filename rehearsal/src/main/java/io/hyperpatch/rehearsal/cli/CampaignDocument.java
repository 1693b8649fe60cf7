package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.hostile.CampaignResult;

/** What hostile rehearsals showed, for machines. */
final class CampaignDocument {
    private CampaignDocument() {}

    static ObjectNode of(CampaignResult result) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("runs", result.runs());
        result.outcomes().forEach(document.putObject("outcomes")::put);
        result.events().forEach(document.putObject("events")::put);
        result.struck().forEach(document.putObject("faults")::put);
        result.settings().forEach(document.putObject("settings")::put);
        result.checks().forEach(document.putObject("checks")::put);
        ArrayNode broken = document.putArray("broken");
        result.broken().forEach(each -> each.broken().forEach(invariant -> broken.addObject()
                .put("seed", each.plan().seed())
                .put("scenario", each.plan().scenario())
                .put("invariant", invariant.name())
                .put("why", invariant.broken().getFirst())));
        document.put("wallMillis", result.wallTime().toMillis());
        return document;
    }
}
