package io.hyperpatch.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import software.amazon.event.ruler.Ruler;

/** A rule of the template: what it lets through, and what it makes of it, as EventBridge does both. */
record DeployedRule(String name, JsonNode properties) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACCOUNT = "arn:aws:states:us-west-2:111122223333:stateMachine:";

    static List<DeployedRule> all(Synthesized deployment) {
        return deployment
                .resources("AWS::Events::Rule")
                .map(rule -> new DeployedRule(rule.id().replaceAll("^Events|[0-9A-F]{8}$", ""), rule.properties()))
                .toList();
    }

    static DeployedRule named(Synthesized deployment, String name) {
        return all(deployment).stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What CloudFormation would put for the reference to a state machine. */
    static String arnOf(Synthesized deployment, String machine) {
        return deployment
                .resources("AWS::StepFunctions::StateMachine")
                .map(Synthesized.Resource::id)
                .filter(id -> id.startsWith(machine))
                .map(id -> ACCOUNT + id)
                .findFirst()
                .orElseThrow();
    }

    String pattern() {
        return properties
                .get("EventPattern")
                .toString()
                .replaceAll("\\{\"Ref\":\"([A-Za-z0-9]+)\"}", "\"" + ACCOUNT + "$1\"");
    }

    /** The logical id of a bus of our own; empty: the account's default bus. */
    Optional<String> bus() {
        return Optional.ofNullable(properties.at("/EventBusName/Ref").textValue());
    }

    JsonNode target() {
        return properties.at("/Targets/0");
    }

    boolean matches(JsonNode event) {
        try {
            return Ruler.matchesRule(event.toString(), pattern());
        } catch (Exception e) {
            throw new AssertionError("the pattern of " + name + ": " + pattern(), e);
        }
    }

    /** Every variable of the template must be found: what EventBridge makes of a missing one is no JSON. */
    JsonNode handedOn(JsonNode event) {
        JsonNode transformer = target().get("InputTransformer");
        String text = transformer.get("InputTemplate").textValue();
        for (var variable : transformer.get("InputPathsMap").properties()) {
            JsonNode value = event.at(
                    variable.getValue().textValue().replaceFirst("\\$", "").replace('.', '/'));
            if (value.isMissingNode()) {
                throw new AssertionError(name + " reads " + variable.getValue() + ", which is not in " + event);
            }
            text = text.replace("<" + variable.getKey() + ">", value.toString());
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
