package io.hyperpatch.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** All in which the template that LocalStack is given differs from the synthesized one. */
final class Adaptation {
    private Adaptation() {}

    /** A copy of the template in which every function has these variables besides its own. */
    static JsonNode of(JsonNode template, Map<String, String> variables) {
        JsonNode adapted = template.deepCopy();
        for (JsonNode resource : adapted.path("Resources")) {
            if (resource.path("Type").asText().equals("AWS::Lambda::Function")) {
                ObjectNode environment = ((ObjectNode) resource).withObject("/Properties/Environment/Variables");
                variables.forEach(environment::put);
            }
        }
        return adapted;
    }
}
