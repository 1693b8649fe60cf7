package io.hyperpatch.rehearsal.engine;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON inside the engine: maps, lists, strings, numbers and booleans as JSONata takes them, and {@link #NULL}; all
 * unmodifiable, so that they are passed from state to state without being copied.
 */
final class Values {
    /** JSON's null; Java's null means undefined, which JSON cannot hold. */
    static final Object NULL = Jsonata.NULL_VALUE;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    // Only these classes come out of freeze, and JSONata makes neither: so a frozen value is known by its class.
    private static final Class<?> FROZEN_MAP =
            Collections.unmodifiableMap(Map.of()).getClass();
    private static final Class<?> FROZEN_LIST =
            Collections.unmodifiableList(new ArrayList<>()).getClass();

    private Values() {}

    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                node.properties().forEach(member -> map.put(member.getKey(), of(member.getValue())));
                yield Collections.unmodifiableMap(map);
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>(node.size());
                node.forEach(element -> list.add(of(element)));
                yield Collections.unmodifiableList(list);
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node.numberValue());
            case NULL -> NULL;
            case MISSING, BINARY, POJO -> throw new IllegalArgumentException("Not a JSON value: " + node);
        };
    }

    static JsonNode toJson(Object value) {
        if (value == NULL) {
            return JSON.nullNode();
        }
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode object = JSON.objectNode();
                map.forEach((key, member) -> object.set((String) key, toJson(member)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = JSON.arrayNode(list.size());
                list.forEach(element -> array.add(toJson(element)));
                yield array;
            }
            case String text -> JSON.textNode(text);
            case Boolean flag -> JSON.booleanNode(flag);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Object other -> throw new IllegalArgumentException("Not a JSON value: " + other.getClass());
            case null -> throw new IllegalArgumentException("Undefined is not a JSON value");
        };
    }

    /**
     * The unmodifiable JSON value of what JSONata gave.
     *
     * @throws IllegalArgumentException for functions and what else JSON cannot hold
     */
    static Object freeze(Object value) {
        if (value == NULL) {
            return NULL;
        }
        return switch (value) {
            case Map<?, ?> map -> map.getClass() == FROZEN_MAP ? map : freezeMap(map);
            case List<?> list -> list.getClass() == FROZEN_LIST ? list : freezeList(list);
            case String text -> text;
            case Boolean flag -> flag;
            case Number number -> number(number);
            case Object other -> throw new IllegalArgumentException("a function or regular expression is not JSON");
            case null -> NULL;
        };
    }

    private static Object freezeMap(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, member) -> copy.put((String) key, freeze(member)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object freezeList(List<?> list) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(freeze(element));
        }
        return Collections.unmodifiableList(copy);
    }

    /** An unmodifiable object of the given members, in their order; the values must be frozen already. */
    static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    /** One Java class per size of number, so that equal JSON numbers are equal here and in Jackson. */
    private static Number number(Number number) {
        return switch (number) {
            case Integer small -> small;
            case Long big -> whole(big);
            case BigInteger huge -> huge.bitLength() < Long.SIZE ? whole(huge.longValue()) : finite(huge.doubleValue());
            case BigDecimal exact -> finite(exact.doubleValue());
            case Number other -> finite(other.doubleValue());
        };
    }

    private static Number whole(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    private static Number finite(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the number " + value + " is not JSON");
        }
        boolean exactlyWhole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        if (exactlyWhole) {
            return whole((long) value);
        }
        return value;
    }

    /** The size of the value as JSON text in UTF-8, in bytes: what the service's limits count. */
    static long size(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                long size = 2 + Math.max(0, map.size() - 1);
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    size += size(member.getKey()) + 1 + size(member.getValue());
                }
                yield size;
            }
            case List<?> list -> {
                long size = 2 + Math.max(0, list.size() - 1);
                for (Object element : list) {
                    size += size(element);
                }
                yield size;
            }
            case String text -> textSize(text);
            case Object other -> other.toString().length();
            case null -> 0;
        };
    }

    private static long textSize(String text) {
        long size = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f') {
                size += 2;
            } else if (c < 0x20) {
                size += 6;
            } else if (c < 0x80) {
                size += 1;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                size += 2;
            } else {
                size += 3;
            }
        }
        return size;
    }
}
