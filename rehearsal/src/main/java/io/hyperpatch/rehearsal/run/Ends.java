package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.admission.Admission;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.setting.Setting.Incoming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds for each event the execution that it started, and how that ended. */
final class Ends {

    private static final String SIGNALS = "SageMaker HyperPod ";

    private static final EventParser EVENTS = new EventParser();

    private final FleetPolicy policy;
    private final List<ExecutionView> fleets;

    Ends(FleetPolicy policy, List<ExecutionView> executions) {
        this.policy = policy;
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

    private TriggerEnd none(Incoming incoming) {
        String type = incoming.event().path("detail-type").asText();
        String reason = type.startsWith(SIGNALS)
                ? "this event wakes the run that waits on its cluster, and none did; it starts nothing"
                : "no event rule of the policy lets this event through: " + why(incoming.event());
        return new TriggerEnd(incoming.event(), "Quiet", reason, Optional.empty(), incoming.expect());
    }

    /** Rules are coarser than admission: what it would say of an event holds for one that it never saw. */
    private String why(JsonNode event) {
        try {
            return Admission.consider(policy, EVENTS.parse(event)).reason();
        } catch (BadDocument e) {
            return e.getMessage();
        }
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
