package io.hyperpatch.rehearsal.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The simulated IAM: SimulatePrincipalPolicy. A role of the account may do everything but what was taken from it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
public final class Iam implements AwsService {
    private final String account;
    private final Map<String, Set<String>> lacking = new HashMap<>();

    /** @param account twelve digits */
    public Iam(String account) {
        this.account = Objects.requireNonNull(account, "account");
    }

    /**
     * Takes actions from a role.
     *
     * @param role its ARN, or its name
     */
    public void take(String role, Set<String> actions) {
        lacking.put(role.substring(role.lastIndexOf('/') + 1), Set.copyOf(actions));
    }

    @Override
    public String signingName() {
        return "iam";
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("iam", operation, members);
        return switch (operation) {
            case "SimulatePrincipalPolicy" -> simulate(input.honouring("PolicySourceArn", "ActionNames"));
            default -> throw input.unsupported();
        };
    }

    private JsonNode simulate(Input input) {
        String role = input.text("PolicySourceArn").orElse("");
        if (!role.matches("arn:aws[a-z-]*:iam::" + account + ":role/.+")) {
            throw ApiError.badRequest("InvalidInput", "Invalid Entity Arn: " + role);
        }
        Set<String> taken = lacking.getOrDefault(role.substring(role.lastIndexOf('/') + 1), Set.of());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("IsTruncated", false);
        ArrayNode results = answer.putArray("EvaluationResults");
        input.texts("ActionNames").forEach(action -> results.addObject()
                .put("EvalActionName", action)
                .put("EvalResourceName", "*")
                .put("EvalDecision", taken.contains(action) ? "implicitDeny" : "allowed"));
        return answer;
    }
}
