package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of {@code ${Names}} in the strings of a definition.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-stepfunctions-statemachine.html">
 *     DefinitionSubstitutions</a>
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.:-]+)}");

    private Placeholders() {}

    static JsonNode substitute(String machine, JsonNode node, Map<String, String> values) {
        return substitute(machine, node, values, "");
    }

    private static JsonNode substitute(String machine, JsonNode node, Map<String, String> values, String pointer) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member -> copy.set(
                            member.getKey(),
                            substitute(machine, member.getValue(), values, Fields.child(pointer, member.getKey()))));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                copy.add(substitute(machine, node.get(i), values, pointer + "/" + i));
            }
            return copy;
        }
        return node.isTextual()
                ? JsonNodeFactory.instance.textNode(text(machine, node.textValue(), values, pointer))
                : node;
    }

    private static String text(String machine, String text, Map<String, String> values, String pointer) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new InvalidStateMachine(
                        machine, pointer, "no value for the placeholder " + found.group() + "; substitute one");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
