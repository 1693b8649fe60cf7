package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.Document;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.scenario.Scenario;
import java.util.Optional;

/** What people gave; the rest is made up. */
public record Given(
        Optional<Document> cluster,
        Optional<Document> nodes,
        Optional<FleetPolicy> policy,
        Optional<JsonNode> event,
        Optional<Scenario> scenario) {

    public static final Given NOTHING =
            new Given(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static Given of(Scenario scenario) {
        return new Given(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(scenario));
    }
}
