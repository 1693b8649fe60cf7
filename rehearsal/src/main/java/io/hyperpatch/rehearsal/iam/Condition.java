package io.hyperpatch.rehearsal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One test of a statement's condition: an operator, a key, and the values of which one must fit.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">condition
 *     operators</a>
 */
record Condition(Operator operator, String key, List<String> values) {

    /** The operators that occur in roles of this product; another one is refused, rather than taken to hold. */
    enum Operator {
        STRING_EQUALS("StringEquals");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        static Operator of(String word) {
            for (Operator operator : values()) {
                if (operator.word.equals(word)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException("the rehearsal cannot judge the condition operator '" + word
                    + "'; it knows StringEquals. Remedy: add the operator to " + Operator.class.getName());
        }
    }

    Condition {
        values = List.copyOf(values);
        values.stream().filter(value -> value.contains("${")).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException("the rehearsal cannot judge the policy variable in '" + value
                    + "' of the condition key " + key + ". Remedy: write the value itself");
        });
    }

    /** Every test of a statement's {@code Condition}; all must hold. */
    static List<Condition> of(JsonNode element) {
        List<Condition> conditions = new ArrayList<>();
        element.properties().forEach(operator -> operator.getValue()
                .properties()
                .forEach(test -> conditions.add(new Condition(
                        Operator.of(operator.getKey()), test.getKey(), RolePolicy.texts(test.getValue())))));
        return List.copyOf(conditions);
    }

    /** A key that the call does not have fits no value. */
    boolean holds(Map<String, String> context) {
        String actual = context.get(key);
        return switch (operator) {
            case STRING_EQUALS -> actual != null && values.contains(actual);
        };
    }
}
