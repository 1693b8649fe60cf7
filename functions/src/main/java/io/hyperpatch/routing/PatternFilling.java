package io.hyperpatch.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Puts what a policy wants, and what a deployment has made, in the place of the names in braces. */
record PatternFilling(Map<String, Wanted> wanted, UnaryOperator<String> stateMachineArn) {
    private static final String STATE_MACHINE = "{stateMachine:";

    /** The pattern of a rule; empty if no event matters to the policy. */
    Optional<ObjectNode> fill(JsonNode pattern) {
        return mentionsNothingWanted(pattern) ? Optional.empty() : Optional.of(object(pattern));
    }

    private boolean mentionsNothingWanted(JsonNode node) {
        return node.isTextual()
                ? wanted(node) instanceof Wanted.None
                : node.valueStream().anyMatch(this::mentionsNothingWanted);
    }

    private ObjectNode object(JsonNode template) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        template.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                ObjectNode inner = object(value);
                if (!inner.isEmpty()) {
                    filled.set(field.getKey(), inner);
                }
            } else if (value.isArray()) {
                filled.set(field.getKey(), array(value));
            } else if (wanted(value) instanceof Wanted.These these) {
                filled.set(field.getKey(), Json.mapper().valueToTree(these.matchers()));
            }
        });
        return filled;
    }

    private ArrayNode array(JsonNode template) {
        ArrayNode filled = JsonNodeFactory.instance.arrayNode();
        template.forEach(each -> filled.add(
                each.asText().startsWith(STATE_MACHINE)
                        ? JsonNodeFactory.instance.textNode(stateMachineArn.apply(each.textValue()
                                .substring(
                                        STATE_MACHINE.length(), each.textValue().length() - 1)))
                        : each.deepCopy()));
        return filled;
    }

    /** Texts of arrays are values, and wanted by nobody's leave: only a text in the place of an array is a name. */
    private Wanted wanted(JsonNode text) {
        String name = text.textValue();
        return name.startsWith("{") && !name.startsWith(STATE_MACHINE)
                ? Objects.requireNonNull(wanted.get(name.substring(1, name.length() - 1)), name)
                : new Wanted.Any();
    }
}
