package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An object of a definition while it is read: typed access, and errors that name the place. */
final class Fields {
    private static final Set<String> JSONPATH_ONLY = Set.of(
            "InputPath",
            "OutputPath",
            "ResultPath",
            "Parameters",
            "ResultSelector",
            "Result",
            "ItemsPath",
            "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
            "SecondsPath",
            "TimestampPath",
            "ErrorPath",
            "CausePath",
            "MaxConcurrencyPath",
            "ToleratedFailureCountPath",
            "ToleratedFailurePercentagePath",
            "Variable");

    private final String machine;
    private final String pointer;
    private final JsonNode node;

    Fields(String machine, String pointer, JsonNode node) {
        this.machine = machine;
        this.pointer = pointer;
        this.node = node;
        if (!node.isObject()) {
            throw problem("must be an object, not " + node.getNodeType());
        }
    }

    static String child(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    String pointer() {
        return pointer;
    }

    String pointer(String field) {
        return child(pointer, field);
    }

    InvalidStateMachine problem(String what) {
        return new InvalidStateMachine(machine, pointer, what);
    }

    InvalidStateMachine problem(String field, String what) {
        return new InvalidStateMachine(machine, pointer(field), what);
    }

    /** Refuses every field that is not among the known ones. */
    void only(Set<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                String why = JSONPATH_ONLY.contains(field) || field.endsWith(".$")
                        ? "belongs to JSONPath; only JSONata is run here"
                        : "is not a field known here; known are "
                                + known.stream().sorted().toList();
                throw problem(field, why);
            }
        });
    }

    boolean has(String field) {
        return node.has(field);
    }

    JsonNode get(String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw problem("needs the field " + field);
        }
        return value;
    }

    Optional<JsonNode> find(String field) {
        return Optional.ofNullable(node.get(field));
    }

    String text(String field) {
        JsonNode value = get(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw problem(field, "must be a non-empty string, not " + value);
        }
        return value.textValue();
    }

    Optional<String> findText(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    boolean flag(String field) {
        JsonNode value = node.get(field);
        if (value != null && !value.isBoolean()) {
            throw problem(field, "must be true or false, not " + value);
        }
        return value != null && value.booleanValue();
    }

    Optional<Integer> findWhole(String field, int least, int most) {
        return find(field).map(value -> {
            if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
                throw problem(field, "must be a whole number from " + least + " to " + most + ", not " + value);
            }
            return value.intValue();
        });
    }

    Fields object(String field) {
        return new Fields(machine, pointer(field), get(field));
    }

    List<Fields> objects(String field) {
        JsonNode value = get(field);
        if (!value.isArray() || value.isEmpty()) {
            throw problem(field, "must be a non-empty array");
        }
        List<Fields> all = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            all.add(new Fields(machine, pointer(field) + "/" + i, value.get(i)));
        }
        return all;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
