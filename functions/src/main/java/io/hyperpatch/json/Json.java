package io.hyperpatch.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The one way in which records of the product become JSON and come back.
 *
 * <p>Times are ISO 8601 texts; what is absent is left out; an unknown field is refused, because between a workflow and
 * its functions it can only be a slip of the pen. What was stored is read tolerantly.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            // The copies that records keep of their maps come in another order on each machine.
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    /** Another version of the product may have added what this one does not know. */
    private static final ObjectReader STORED =
            MAPPER.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The JSON of a record that is an object. */
    public static ObjectNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The record that a JSON object stands for; an {@link IllegalArgumentException} names what does not fit. */
    public static <T> T to(Class<T> type, JsonNode json) {
        return read(MAPPER.reader(), type, json);
    }

    /** The same of JSON that was stored, whose unknown fields are left alone. */
    public static <T> T stored(Class<T> type, JsonNode json) {
        return read(STORED, type, json);
    }

    private static <T> T read(ObjectReader reader, Class<T> type, JsonNode json) {
        try {
            return reader.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " cannot be read from JSON: " + e.getOriginalMessage(), e);
        }
    }
}
