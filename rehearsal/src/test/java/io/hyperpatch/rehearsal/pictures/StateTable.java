package io.hyperpatch.rehearsal.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.run.Machines;
import java.util.List;
import java.util.Optional;

/** The states of a workflow with what they call and what their file says of them, as a Markdown table. */
final class StateTable {
    private static final String FUNCTION = "/Arguments/FunctionName";
    private static final String MACHINE = "/Arguments/StateMachineArn";

    private final StringBuilder text =
            new StringBuilder("| State | Type | Calls | What it is for |\n|---|---|---|---|\n");

    private StateTable() {}

    static String of(JsonNode machine) {
        StateTable table = new StateTable();
        table.rows(machine, "");
        return table.text.toString();
    }

    private void rows(JsonNode flow, String inside) {
        flow.path("States").properties().forEach(each -> {
            JsonNode state = each.getValue();
            text.append("| ").append(inside).append('`').append(each.getKey()).append("` | ");
            text.append(state.path("Type").asText())
                    .append(" | ")
                    .append(calls(state))
                    .append(" | ");
            text.append(state.path("Comment").asText().replace("|", "\\|")).append(" |\n");
            rows(state.path("ItemProcessor"), inside + "↳ ");
            state.path("Branches").forEach(branch -> rows(branch, inside + "↳ "));
        });
    }

    private static String calls(JsonNode state) {
        return state.at(MACHINE).isTextual()
                ? machine(state.at(MACHINE))
                        .map(name -> "workflow `" + name + "`")
                        .orElse("")
                : state.at(FUNCTION).isTextual() ? "`" + placeholder(state.at(FUNCTION)) + "`" : "";
    }

    /** The workflow that stands behind a placeholder like {@code ${PatchClusterMachine}}. */
    static Optional<String> machine(JsonNode reference) {
        String wanted = placeholder(reference);
        List<String> names = Machines.names();
        return names.stream()
                .filter(name -> wanted.equalsIgnoreCase(name.replace("-", "") + "Machine"))
                .findFirst();
    }

    private static String placeholder(JsonNode reference) {
        return reference.asText().replaceAll("[${}]", "");
    }
}
