package io.hyperpatch.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;

/** What an update does to one attribute. */
public sealed interface Change {
    String attribute();

    record Set(String attribute, JsonNode value) implements Change {
        public Set {
            value = value.deepCopy();
        }
    }

    record Remove(String attribute) implements Change {}

    /** Adds to a number; a missing attribute counts as 0. */
    record Add(String attribute, long amount) implements Change {}

    static Change set(String attribute, JsonNode value) {
        return new Set(attribute, value);
    }

    static Change set(String attribute, String value) {
        return new Set(attribute, JsonNodeFactory.instance.textNode(value));
    }

    static Change set(String attribute, long value) {
        return new Set(attribute, JsonNodeFactory.instance.numberNode(value));
    }

    static Change set(String attribute, boolean value) {
        return new Set(attribute, JsonNodeFactory.instance.booleanNode(value));
    }

    /** Times are kept as ISO 8601 text. */
    static Change set(String attribute, Instant value) {
        return set(attribute, value.toString());
    }

    static Change remove(String attribute) {
        return new Remove(attribute);
    }

    static Change add(String attribute, long amount) {
        return new Add(attribute, amount);
    }
}
