package io.hyperpatch.rehearsal.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.rehearsal.page.GeneratedPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScenarioDocsTest {

    private static final GeneratedPage DOCS = GeneratedPage.docs("scenarios.md");

    private final JsonNode schema = read();

    @Test
    void describesEveryScenario() {
        DOCS.mustShow("scenarios", String.join("\n", scenarios()));
    }

    @Test
    void describesEveryFieldThatThereIs() {
        DOCS.mustShow("fields", String.join("\n", fields()));
    }

    private static List<String> scenarios() {
        List<String> lines = new ArrayList<>(List.of("| scenario | what happens | must end |", "|---|---|---|"));
        for (String name : BundledScenarios.names()) {
            Scenario scenario = BundledScenarios.find(name).orElseThrow();
            lines.add("| `" + name + "` | " + scenario.description() + " | " + String.join(", ", scenario.expected())
                    + " |");
        }
        return lines;
    }

    private List<String> fields() {
        List<String> lines = new ArrayList<>(List.of("| field | kind | what it says |", "|---|---|---|"));
        rows("", schema, lines);
        return lines;
    }

    private void rows(String prefix, JsonNode object, List<String> lines) {
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        object.path("properties").properties().forEach(field -> {
            JsonNode type = field.getValue();
            String name = prefix + field.getKey();
            String must = required.contains(field.getKey()) ? " (required)" : "";
            String says = type.path("description")
                    .asText(resolved(type).path("description").asText());
            lines.add("| `" + name + "`" + must + " | " + kind(type) + " | " + says.replace("|", "\\|") + " |");
            JsonNode items = resolved(type).path("items");
            rows(name + ".", resolved(type), lines);
            rows(name + "[].", resolved(items), lines);
        });
    }

    private JsonNode resolved(JsonNode type) {
        return type.has("$ref") ? schema.at(type.get("$ref").asText().substring(1)) : type;
    }

    private String kind(JsonNode type) {
        if (type.has("$ref")) {
            return type.get("$ref").asText().replaceAll(".*/", "");
        }
        if (type.has("enum")) {
            return type.get("enum")
                    .valueStream()
                    .map(JsonNode::asText)
                    .map(word -> "`" + word + "`")
                    .collect(Collectors.joining(", "));
        }
        JsonNode named = type.path("type");
        return named.isArray()
                ? named.valueStream().map(JsonNode::asText).collect(Collectors.joining(" or "))
                : named.asText().equals("array") ? "list" : named.asText();
    }

    private static JsonNode read() {
        try (var in = ScenarioDocsTest.class.getResourceAsStream("/scenarios/scenario.schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
