package io.hyperpatch.role;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One statement of a role, which allows these actions on these resources under these conditions.
 *
 * @param resources ARNs, in which {@code *} stands for any text
 * @param conditions the value of each key, by operator: all must hold
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">elements of a policy</a>
 */
public record Statement(
        List<String> actions, List<String> resources, Map<String, ? extends Map<String, String>> conditions) {
    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        conditions.forEach((operator, values) -> sorted.put(operator, new TreeMap<>(values)));
        conditions = sorted;
    }

    /** The policy document of these statements, as IAM takes it. */
    public static JsonNode document(List<Statement> statements) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        statements.forEach(statement -> document.withArray("Statement").add(statement.json()));
        return document;
    }

    private JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("Effect", "Allow");
        actions.forEach(json.putArray("Action")::add);
        resources.forEach(json.putArray("Resource")::add);
        conditions.forEach((operator, values) -> values.forEach((key, value) ->
                json.withObject("Condition").withObjectProperty(operator).put(key, value)));
        return json;
    }
}
