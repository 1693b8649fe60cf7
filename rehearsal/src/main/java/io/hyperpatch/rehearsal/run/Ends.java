package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.setting.Setting.Incoming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds for each event the execution that it started, and how that ended. */
final class Ends {

    private static final String SIGNALS = "SageMaker HyperPod ";

    private final List<ExecutionView> fleets;

    Ends(List<ExecutionView> executions) {
        this.fleets = new ArrayList<>(executions.stream()
                .filter(execution -> execution.machine().equals(Machines.PATCH_FLEET))
                .toList());
    }

    TriggerEnd of(Incoming incoming) {
        JsonNode event = incoming.event();
        Optional<ExecutionView> fleet = fleets.stream()
                .filter(execution -> execution.input().path("id").equals(event.path("id")))
                .findFirst();
        fleet.ifPresent(fleets::remove);
        return fleet.map(execution -> of(incoming, execution)).orElseGet(() -> none(incoming));
    }

    private static TriggerEnd none(Incoming incoming) {
        String type = incoming.event().path("detail-type").asText();
        String reason = type.startsWith(SIGNALS)
                ? "this event wakes the run that waits on its cluster, and none did; it starts nothing"
                : "this event started nothing";
        return new TriggerEnd(incoming.event(), "Quiet", reason, Optional.empty(), incoming.expect());
    }

    private static TriggerEnd of(Incoming incoming, ExecutionView fleet) {
        JsonNode output = fleet.output().orElse(null);
        if (output == null) {
            String reason = "patch-fleet ended " + fleet.status() + ": "
                    + fleet.error().orElse("") + " " + fleet.cause().orElse("");
            return new TriggerEnd(incoming.event(), "Unknown", reason, Optional.empty(), incoming.expect());
        }
        JsonNode said =
                output.path("runs").isEmpty() ? output : output.path("runs").get(0);
        return new TriggerEnd(
                incoming.event(),
                said.path("outcome").asText("Unknown"),
                said.path("reason").asText(""),
                Optional.of(said.path("run").asText()).filter(run -> !run.isEmpty()),
                incoming.expect());
    }
}
