package io.hyperpatch.rehearsal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The policy document of a role, and the answer to whether it grants a right: some statement allows it, and none denies it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">how IAM evaluates
 *     policies</a>
 */
public final class RolePolicy {
    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    private final List<Statement> statements;

    private record Statement(boolean allows, List<String> actions, List<String> resources, List<Condition> conditions) {
        boolean fits(Right right, String action) {
            return actions.stream().anyMatch(granted -> Wildcard.matches(granted, action))
                    && resources.stream().anyMatch(granted -> Wildcard.matches(granted, right.resource()))
                    && conditions.stream().allMatch(condition -> condition.holds(right.context()));
        }
    }

    private RolePolicy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a policy document.
     *
     * @throws IllegalArgumentException naming an element, an effect or a condition operator that the rehearsal cannot judge
     */
    public static RolePolicy of(JsonNode document) {
        List<Statement> statements = new ArrayList<>();
        document.path("Statement").forEach(statement -> statements.add(statement(statement)));
        return new RolePolicy(statements);
    }

    private static Statement statement(JsonNode json) {
        json.fieldNames().forEachRemaining(element -> {
            if (!ELEMENTS.contains(element)) {
                throw new IllegalArgumentException("the rehearsal cannot judge the element '" + element
                        + "' of the statement " + json + "; it knows " + ELEMENTS);
            }
        });
        String effect = json.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new IllegalArgumentException("the Effect '" + effect + "' is neither Allow nor Deny, in " + json);
        }
        // IAM takes the names of actions in upper and lower case alike.
        return new Statement(
                effect.equals("Allow"),
                texts(json.path("Action")).stream().map(RolePolicy::lower).toList(),
                texts(json.path("Resource")),
                Condition.of(json.path("Condition")));
    }

    /** One text, or a list of them. */
    static List<String> texts(JsonNode oneOrMore) {
        List<String> texts = new ArrayList<>();
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(text -> texts.add(text.asText()));
        } else {
            texts.add(oneOrMore.asText());
        }
        return texts;
    }

    public boolean grants(Right right) {
        String action = lower(right.action());
        boolean allowed = false;
        for (Statement statement : statements) {
            if (statement.fits(right, action)) {
                if (!statement.allows()) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    private static String lower(String action) {
        return action.toLowerCase(Locale.ROOT);
    }
}
