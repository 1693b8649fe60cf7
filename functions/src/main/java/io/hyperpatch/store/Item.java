package io.hyperpatch.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/** What the store holds under a key: named attributes, each a JSON value. The item owns a copy of them. */
public record Item(Key key, ObjectNode attributes) {
    public Item {
        Objects.requireNonNull(key, "key");
        attributes = attributes.deepCopy();
    }

    @Override
    public ObjectNode attributes() {
        return attributes.deepCopy();
    }

    public Optional<JsonNode> get(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(JsonNode::deepCopy);
    }

    public Optional<String> text(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(JsonNode::textValue);
    }

    public long number(String attribute) {
        JsonNode value = attributes.get(attribute);
        if (value == null || !value.isIntegralNumber()) {
            throw new IllegalStateException("item " + key + " has no whole number '" + attribute + "' but " + value);
        }
        return value.longValue();
    }
}
