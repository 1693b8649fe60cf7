package io.hyperpatch.rehearsal.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From one state to another, by whatever ways there are.
 *
 * @param label when it is taken; empty if always
 * @param error whether only an error takes it
 */
record Edge(String from, String to, String label, boolean error) {
    /** What leads away from a state, in the order of its file, one edge for each target. */
    static List<Edge> of(String from, JsonNode state) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        state.path("Choices").forEach(choice -> way(ways, choice.path("Next"), Label.of(choice.path("Condition"))));
        way(ways, state.path("Default"), "otherwise");
        way(ways, state.path("Next"), "");
        Map<String, Set<String>> errors = new LinkedHashMap<>();
        state.path("Catch").forEach(catcher -> catcher.path("ErrorEquals")
                .forEach(error -> errors.computeIfAbsent(catcher.path("Next").asText(), to -> new TreeSet<>())
                        .add(Label.ofError(error.asText()))));

        List<Edge> edges = new ArrayList<>();
        ways.forEach((to, labels) -> edges.add(new Edge(from, to, joined(labels, errors.remove(to)), false)));
        errors.forEach((to, names) -> edges.add(new Edge(from, to, String.join(" or ", names), true)));
        return edges;
    }

    private static void way(Map<String, List<String>> ways, JsonNode target, String label) {
        if (target.isTextual()) {
            ways.computeIfAbsent(target.asText(), to -> new ArrayList<>()).add(label);
        }
    }

    private static String joined(List<String> labels, Set<String> errors) {
        String when = labels.stream().filter(label -> !label.isEmpty()).collect(Collectors.joining(", or "));
        return errors == null ? when : "also after " + String.join(" or ", errors);
    }
}
