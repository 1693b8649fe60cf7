package io.hyperpatch.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * JSON as DynamoDB's own types, and back.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">data
 *     types</a>
 */
final class AttributeValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AttributeValues() {}

    static Map<String, AttributeValue> key(Key key) {
        return Map.of(Key.PARTITION, AttributeValue.fromS(key.partition()), Key.SORT, AttributeValue.fromS(key.sort()));
    }

    static Map<String, AttributeValue> all(Key key, ObjectNode attributes) {
        Map<String, AttributeValue> values = new HashMap<>(members(attributes));
        values.putAll(key(key));
        return values;
    }

    static Item item(Map<String, AttributeValue> values) {
        ObjectNode attributes = Json.object();
        values.forEach((name, value) -> {
            if (!Key.isPart(name)) {
                attributes.set(name, json(value));
            }
        });
        return new Item(
                new Key(values.get(Key.PARTITION).s(), values.get(Key.SORT).s()), attributes);
    }

    static AttributeValue value(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> AttributeValue.fromS(json.textValue());
            case NUMBER -> AttributeValue.fromN(json.asText());
            case BOOLEAN -> AttributeValue.fromBool(json.booleanValue());
            case NULL -> AttributeValue.fromNul(true);
            case ARRAY ->
                AttributeValue.fromL(
                        json.valueStream().map(AttributeValues::value).toList());
            case OBJECT -> AttributeValue.fromM(members(json));
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("the store keeps JSON only, not " + json.getNodeType());
        };
    }

    private static Map<String, AttributeValue> members(JsonNode object) {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        object.forEachEntry((name, value) -> members.put(name, value(value)));
        return members;
    }

    private static JsonNode json(AttributeValue value) {
        return switch (value.type()) {
            case S -> NODES.textNode(value.s());
            case N -> number(new BigDecimal(value.n()));
            case BOOL -> NODES.booleanNode(value.bool());
            case NUL -> NODES.nullNode();
            case L -> array(value.l());
            case M -> {
                ObjectNode object = Json.object();
                value.m().forEach((name, member) -> object.set(name, json(member)));
                yield object;
            }
            case B, SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("the store never writes the type " + value.type());
        };
    }

    private static JsonNode array(List<AttributeValue> elements) {
        return NODES.arrayNode()
                .addAll(elements.stream().map(AttributeValues::json).toList());
    }

    /** An int where it fits, else a long, else what loses nothing: as the JSON parser does. */
    private static JsonNode number(BigDecimal number) {
        if (number.stripTrailingZeros().scale() > 0) {
            double rounded = number.doubleValue();
            boolean exact =
                    Double.isFinite(rounded) && BigDecimal.valueOf(rounded).compareTo(number) == 0;
            return exact ? NODES.numberNode(rounded) : NODES.numberNode(number);
        }
        BigInteger whole = number.toBigIntegerExact();
        if (whole.bitLength() >= Long.SIZE) {
            return NODES.numberNode(whole);
        }
        return whole.bitLength() < Integer.SIZE
                ? NODES.numberNode(whole.intValueExact())
                : NODES.numberNode(whole.longValueExact());
    }
}
