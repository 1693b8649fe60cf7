package io.hyperpatch.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What one role grants, wherever in the template that is written down. */
record GrantedRole(String name, List<Grant> grants) {

    /** One action on the resources of one statement. */
    record Grant(String action, List<JsonNode> resources, JsonNode condition) {
        boolean onEverything() {
            return resources.stream().anyMatch(resource -> resource.asText().equals("*"));
        }
    }

    /** The role of the function of this name. */
    static GrantedRole of(Synthesized deployment, String function) {
        return named(deployment, "Functions" + function + "Role");
    }

    /** Of the role whose logical id is this, and then CDK's eight hexadecimal digits. */
    static GrantedRole named(Synthesized deployment, String beginning) {
        String id = deployment
                .resources("AWS::IAM::Role")
                .map(Synthesized.Resource::id)
                .filter(candidate -> candidate.matches(beginning + "[0-9A-F]{8}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no role " + beginning));
        return new GrantedRole(
                beginning,
                deployment
                        .resources("AWS::IAM::Policy")
                        .filter(policy -> stream(policy.properties().get("Roles"))
                                .anyMatch(role -> role.path("Ref").asText().equals(id)))
                        .flatMap(policy -> stream(policy.properties().at("/PolicyDocument/Statement")))
                        .flatMap(GrantedRole::grants)
                        .toList());
    }

    private static Stream<Grant> grants(JsonNode statement) {
        if (!statement.get("Effect").textValue().equals("Allow")) {
            throw new AssertionError("a statement that denies: " + statement);
        }
        List<JsonNode> resources = list(statement.get("Resource"));
        return list(statement.get("Action")).stream()
                .map(action -> new Grant(action.textValue(), resources, statement.path("Condition")));
    }

    Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        grants.forEach(grant -> actions.add(grant.action()));
        return actions;
    }

    List<Grant> of(String action) {
        return grants.stream().filter(grant -> grant.action().equals(action)).toList();
    }

    static List<JsonNode> list(JsonNode oneOrMore) {
        List<JsonNode> list = new ArrayList<>();
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(list::add);
        } else {
            list.add(oneOrMore);
        }
        return list;
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return list(array).stream();
    }
}
