package io.hyperpatch.rehearsal.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A workflow's file as a Mermaid flowchart, with flows inside of Map and Parallel as boxes. */
final class WorkflowPicture {
    private static final String LOOK = """
              classDef start fill:#57606a,stroke:#57606a
              classDef decision fill:#ddf4ff,stroke:#0969da,color:#1f2328
              classDef wait fill:#fff8c5,stroke:#9a6700,color:#1f2328
              classDef good fill:#dafbe1,stroke:#1a7f37,stroke-width:3px,color:#1f2328
              classDef bad fill:#ffebe9,stroke:#cf222e,stroke-width:3px,color:#1f2328
              classDef see fill:none,stroke:#8c959f,stroke-dasharray:3 3
            """;
    /** Arrows from so many states to one would cross everything: all but the straight way's end at a small sign. */
    private static final int CROWD = 5;

    private final StringBuilder text = new StringBuilder();

    private WorkflowPicture() {}

    static String of(JsonNode machine) {
        WorkflowPicture picture = new WorkflowPicture();
        picture.text.append("flowchart TD\n");
        picture.flow(machine, "begin", "  ");
        return picture.text + LOOK;
    }

    private void flow(JsonNode flow, String begin, String indent) {
        Map<String, JsonNode> states = new LinkedHashMap<>();
        flow.path("States").properties().forEach(each -> states.put(each.getKey(), each.getValue()));
        line(indent, begin + "(( )):::start --> " + id(flow.path("StartAt").asText()));
        states.forEach((name, state) -> node(name, state, indent));
        arrows(flow.path("StartAt").asText(), states, indent);
    }

    private void node(String name, JsonNode state, String indent) {
        String id = id(name);
        switch (state.path("Type").asText()) {
            case "Task", "Pass" -> line(indent, id + "[" + name + "]");
            case "Choice" -> line(indent, id + "{{" + name + "}}:::decision");
            case "Wait" -> line(indent, id + "(" + name + "):::wait");
            case "Succeed" -> line(indent, id + "([" + name + "]):::good");
            case "Fail" -> line(indent, id + "([" + name + "]):::bad");
            case "Map" -> {
                box(id, name + ": for each", indent);
                flow(state.path("ItemProcessor"), id + "_begin", indent + "  ");
                line(indent, "end");
            }
            case "Parallel" -> {
                box(id, name + ": all at once", indent);
                int branch = 0;
                for (JsonNode each : state.path("Branches")) {
                    flow(each, id + "_begin" + branch++, indent + "  ");
                }
                line(indent, "end");
            }
            default -> throw new IllegalArgumentException(name + ": no picture of a " + state.path("Type"));
        }
    }

    private void box(String id, String title, String indent) {
        line(indent, "subgraph " + id + "[\"" + title + "\"]");
        line(indent, "  direction TB");
    }

    private void arrows(String start, Map<String, JsonNode> states, String indent) {
        Map<String, List<Edge>> edges = new LinkedHashMap<>();
        states.forEach((name, state) -> edges.put(name, Edge.of(name, state)));
        Set<String> straight = pairs(Spine.of(start, edges, goodEnds(states)));
        Map<String, Integer> crowds = new HashMap<>();
        edges.values().forEach(all -> all.forEach(edge -> crowds.merge(edge.to(), 1, Integer::sum)));
        edges.values()
                .forEach(all -> all.forEach(edge -> {
                    boolean sign = crowds.get(edge.to()) >= CROWD && !straight.contains(pair(edge.from(), edge.to()));
                    arrow(edge, sign, indent);
                }));
    }

    private void arrow(Edge edge, boolean sign, String indent) {
        String to = sign ? id(edge.from()) + "_to_" + id(edge.to()) + "([" + edge.to() + "]):::see" : id(edge.to());
        // A dashed arrow says "error" by itself.
        String label = edge.error() && edge.label().equals(Label.ANY_ERROR) ? "" : edge.label();
        line(
                indent,
                id(edge.from())
                        + (edge.error() ? " -.->" : " -->")
                        + (label.isEmpty() ? "" : "|\"" + Label.escaped(label) + "\"|")
                        + " " + to);
    }

    private static Set<String> goodEnds(Map<String, JsonNode> states) {
        return states.entrySet().stream()
                .filter(each -> each.getValue().path("Type").asText().equals("Succeed")
                        || each.getValue().path("End").asBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> pairs(List<String> way) {
        Set<String> pairs = new HashSet<>();
        for (int i = 1; i < way.size(); i++) {
            pairs.add(pair(way.get(i - 1), way.get(i)));
        }
        return pairs;
    }

    private static String pair(String from, String to) {
        return from + " -> " + to;
    }

    /** Mermaid takes a lower-case "end" for the end of a box. */
    private static String id(String name) {
        String id = name.replaceAll("\\W", "_");
        return id.equals("end") ? "end_" : id;
    }

    private void line(String indent, String line) {
        text.append(indent).append(line).append('\n');
    }
}
