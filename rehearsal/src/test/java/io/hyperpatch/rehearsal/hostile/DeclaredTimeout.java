package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.run.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A TimeoutSeconds in one of the workflow files.
 *
 * @param pointer of the state; empty for the machine as a whole
 * @param definition of the state, or of the machine
 */
record DeclaredTimeout(String machine, String pointer, JsonNode definition) {

    /** Every Task of the files, in their order; one without a time-out as well. */
    static List<DeclaredTimeout> ofTasks() {
        List<DeclaredTimeout> all = new ArrayList<>();
        Machines.names().reversed().forEach(machine -> tasks(machine, "", Machines.definition(machine), all));
        return all;
    }

    static List<DeclaredTimeout> ofMachines() {
        return Machines.names().reversed().stream()
                .map(machine -> new DeclaredTimeout(machine, "", Machines.definition(machine)))
                .toList();
    }

    private static void tasks(String machine, String pointer, JsonNode flow, List<DeclaredTimeout> all) {
        for (Map.Entry<String, JsonNode> state : flow.path("States").properties()) {
            String place = pointer + "/States/" + state.getKey();
            if (state.getValue().path("Type").asText().equals("Task")) {
                all.add(new DeclaredTimeout(machine, place, state.getValue()));
            }
            tasks(machine, place + "/ItemProcessor", state.getValue().path("ItemProcessor"), all);
        }
    }

    String state() {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    String edge() {
        return machine + pointer;
    }

    /** {@code lambda:invoke}, for instance. */
    String integration() {
        return definition.path("Resource").asText().replace("arn:aws:states:::", "");
    }

    /** The function that is called, if one is. */
    String function() {
        return placeholder(definition.at("/Arguments/FunctionName"));
    }

    /** What the file says, if it is a number and no expression. */
    Optional<Duration> seconds() {
        JsonNode seconds = definition.path("TimeoutSeconds");
        return seconds.isIntegralNumber() ? Optional.of(Duration.ofSeconds(seconds.asLong())) : Optional.empty();
    }

    boolean isDeclared() {
        return definition.has("TimeoutSeconds");
    }

    private static String placeholder(JsonNode text) {
        return text.asText().replace("${", "").replace("}", "");
    }

    @Override
    public String toString() {
        return pointer.isEmpty() ? machine : machine + " " + state();
    }
}
