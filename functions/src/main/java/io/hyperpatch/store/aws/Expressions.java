package io.hyperpatch.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.ItemVersion;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes conditions and changes as expressions of one request.
 *
 * <p>Every name and value is a placeholder: "state" and "token" are among the 573 words that an expression
 * may not use, and a value from outside is never part of one.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html">expressions</a>
 */
final class Expressions {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /** Null, as the SDK wants it, where there is none: an empty map is refused. */
    Map<String, String> names() {
        return names.isEmpty() ? null : names;
    }

    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    String name(String attribute) {
        String placeholder = "#n" + names.size();
        names.put(placeholder, attribute);
        return placeholder;
    }

    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    private String value(JsonNode value) {
        return value(AttributeValues.value(value));
    }

    private String number(long number) {
        return value(AttributeValue.fromN(Long.toString(number)));
    }

    /** An expression in any case: whatever a write asks, the item must be one that this version may write. */
    String condition(Write write) {
        return condition(ItemVersion.with(write.condition()));
    }

    private String condition(Condition condition) {
        return switch (condition) {
            case Condition.Always always -> {
                String key = name(Key.PARTITION);
                yield "attribute_exists(" + key + ") OR attribute_not_exists(" + key + ")";
            }
            case Condition.ItemAbsent absent -> "attribute_not_exists(" + name(Key.PARTITION) + ")";
            case Condition.ItemExists exists -> "attribute_exists(" + name(Key.PARTITION) + ")";
            case Condition.Missing missing -> "attribute_not_exists(" + name(missing.attribute()) + ")";
            case Condition.Equal equal -> name(equal.attribute()) + " = " + value(equal.value());
            case Condition.AtMost atMost -> name(atMost.attribute()) + " <= " + number(atMost.limit());
            case Condition.All all -> joined(all.conditions(), " AND ");
            case Condition.Any any -> joined(any.conditions(), " OR ");
        };
    }

    private String joined(List<Condition> conditions, String word) {
        return conditions.stream().map(part -> "(" + condition(part) + ")").collect(Collectors.joining(word));
    }

    String update(List<Change> changes) {
        List<String> sets = new ArrayList<>();
        List<String> removals = new ArrayList<>();
        List<String> additions = new ArrayList<>();
        for (Change change : changes) {
            String name = name(change.attribute());
            switch (change) {
                case Change.Set set -> sets.add(name + " = " + value(set.value()));
                case Change.Remove remove -> removals.add(name);
                case Change.Add add -> additions.add(name + " " + number(add.amount()));
            }
        }
        return clause("SET ", sets) + clause("REMOVE ", removals) + clause("ADD ", additions);
    }

    private static String clause(String word, List<String> parts) {
        return parts.isEmpty() ? "" : word + String.join(", ", parts) + " ";
    }
}
