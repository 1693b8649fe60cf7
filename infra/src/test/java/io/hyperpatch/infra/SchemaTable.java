package io.hyperpatch.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a JSON schema, for people. */
final class SchemaTable {
    private static final String WHOLE_DURATION = "no ISO 8601 duration";

    private final List<String> rows = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> undescribed = new ArrayList<>();

    SchemaTable(Path schema) throws IOException {
        rows("", new ObjectMapper().readTree(schema.toFile()));
    }

    private void rows(String prefix, JsonNode object) {
        Set<String> required =
                object.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        object.path("properties").properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode type = field.getValue();
            if (type.has("not")) {
                refused.add("`" + name + "`");
                return;
            }
            if (!type.has("description")) {
                undescribed.add(name);
            }
            rows.add("| `" + name + "`" + (required.contains(field.getKey()) ? " (required)" : "") + " | " + kind(type)
                    + " | " + type.path("description").asText().replace("|", "\\|") + " |");
            rows(name + ".", type);
            rows(name + "[].", type.path("items"));
        });
    }

    private static String kind(JsonNode type) {
        if (type.has("enum")) {
            return type.get("enum")
                    .valueStream()
                    .map(value -> "`" + value.asText() + "`")
                    .distinct()
                    .collect(Collectors.joining(", "));
        }
        if (type.path("x-problem").asText().contains(WHOLE_DURATION)) {
            return "duration, such as `P3D` or `PT10M`";
        }
        JsonNode named = type.get("type");
        List<String> kinds =
                named.isArray() ? named.valueStream().map(JsonNode::asText).toList() : List.of(named.asText());
        return kinds.stream().map(SchemaTable::word).collect(Collectors.joining(" or "));
    }

    private static String word(String kind) {
        return switch (kind) {
            case "array" -> "list";
            case "string" -> "text";
            case "object" -> "fields";
            case "integer" -> "number";
            case "boolean" -> "`true`, `false`";
            default -> throw new IllegalArgumentException("no word for " + kind);
        };
    }

    List<String> undescribed() {
        return undescribed;
    }

    String text() {
        String table = "| field | kind | what it says |\n|---|---|---|\n" + String.join("\n", rows);
        return refused.isEmpty()
                ? table
                : table + "\n\nRefused by name, since nothing enforces them yet: " + String.join(", ", refused) + ".";
    }
}
