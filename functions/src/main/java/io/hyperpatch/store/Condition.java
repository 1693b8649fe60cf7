package io.hyperpatch.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * What must be true of an item for a write to happen.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">
 *     condition expressions of DynamoDB, of which this is the part that the product uses</a>
 */
public sealed interface Condition {
    record Always() implements Condition {}

    record ItemAbsent() implements Condition {}

    record ItemExists() implements Condition {}

    /** The item has no such attribute (or does not exist). */
    record Missing(String attribute) implements Condition {}

    record Equal(String attribute, JsonNode value) implements Condition {}

    /** The attribute is a number and at most the limit. */
    record AtMost(String attribute, long limit) implements Condition {}

    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = some(conditions);
        }
    }

    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = some(conditions);
        }
    }

    private static List<Condition> some(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("all or any of no conditions is no condition");
        }
        return List.copyOf(conditions);
    }

    static Condition always() {
        return new Always();
    }

    static Condition absent() {
        return new ItemAbsent();
    }

    static Condition exists() {
        return new ItemExists();
    }

    static Condition missing(String attribute) {
        return new Missing(attribute);
    }

    static Condition equal(String attribute, String value) {
        return new Equal(attribute, JsonNodeFactory.instance.textNode(value));
    }

    static Condition equal(String attribute, long value) {
        return new Equal(attribute, JsonNodeFactory.instance.numberNode(value));
    }

    static Condition equal(String attribute, boolean value) {
        return new Equal(attribute, JsonNodeFactory.instance.booleanNode(value));
    }

    static Condition atMost(String attribute, long limit) {
        return new AtMost(attribute, limit);
    }

    static Condition all(Condition... conditions) {
        return new All(List.of(conditions));
    }

    static Condition any(Condition... conditions) {
        return new Any(List.of(conditions));
    }
}
