package io.hyperpatch.rehearsal.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.role.Calls;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which event starts what, and which workflow starts which, as a Mermaid flowchart. */
final class OverviewPicture {
    private static final String LOOK = """
              classDef event fill:none,stroke:#8c959f,stroke-dasharray:3 3
              classDef workflow fill:#ddf4ff,stroke:#0969da,color:#1f2328
            """;

    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private final Set<String> arrows = new LinkedHashSet<>();

    private OverviewPicture() {}

    /** @param starts the names of events by the workflow or function that they start */
    static String of(Map<String, List<String>> starts) {
        OverviewPicture picture = new OverviewPicture();
        int number = 0;
        for (Map.Entry<String, List<String>> start : starts.entrySet()) {
            picture.event("event" + number++, start.getKey(), start.getValue());
        }
        Machines.names().reversed().forEach(picture::machine);
        starts.keySet().stream()
                .filter(target -> !Machines.names().contains(target))
                .forEach(picture::function);
        picture.arrows.forEach(picture::line);
        return picture.text + LOOK;
    }

    private void event(String id, String target, List<String> names) {
        line(id + "[\"" + String.join("<br/>", names) + "\"]:::event");
        arrows.add(id + " --> " + target);
    }

    private void machine(String name) {
        JsonNode definition = Machines.definition(name);
        line(name + "[\"<b>" + name + "</b><br/>"
                + Label.escaped(definition.path("Comment").asText()) + "\"]:::workflow");
        states(definition).forEach(state -> StateTable.machine(state.at("/Arguments/StateMachineArn"))
                .ifPresent(child -> arrows.add(name + " --> " + child)));
    }

    /** A function that may complete tasks wakes whatever waits for a token. */
    private void function(String name) {
        line(name + "([" + name + "])");
        if (Calls.of(name).stream().anyMatch(action -> action.startsWith("states:SendTask"))) {
            Machines.names().stream()
                    .filter(machine -> states(Machines.definition(machine)).stream()
                            .anyMatch(state -> state.path("Resource").asText().endsWith(".waitForTaskToken")))
                    .forEach(machine -> arrows.add(name + " -.->|wakes| " + machine));
        }
    }

    private static List<JsonNode> states(JsonNode flow) {
        List<JsonNode> all = new ArrayList<>();
        flow.path("States").forEach(state -> {
            all.add(state);
            all.addAll(states(state.path("ItemProcessor")));
            state.path("Branches").forEach(branch -> all.addAll(states(branch)));
        });
        return all;
    }

    private void line(String line) {
        text.append("  ").append(line).append('\n');
    }
}
