package io.hyperpatch.rehearsal.engine;

import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates the fields of one state; what goes wrong is a States.QueryEvaluationError that names the field. */
final class Evaluator {
    private final State.Head head;
    private final long enteredEventId;

    Evaluator(State.Head head, long enteredEventId) {
        this.head = head;
        this.enteredEventId = enteredEventId;
    }

    Object value(Template template, Situation situation) {
        return switch (template) {
            case Template.Constant constant -> constant.value();
            case Template.Computed computed -> computed(computed.expression(), situation);
            case Template.Members members -> {
                Map<String, Object> object = new LinkedHashMap<>();
                members.members().forEach((name, member) -> object.put(name, value(member, situation)));
                yield Collections.unmodifiableMap(object);
            }
            case Template.Elements elements -> {
                List<Object> array = new ArrayList<>(elements.elements().size());
                elements.elements().forEach(element -> array.add(value(element, situation)));
                yield Collections.unmodifiableList(array);
            }
        };
    }

    /** A whole number in the given range. */
    int whole(Template template, Situation situation, int least, int most) {
        Object value = value(template, situation);
        if (!(value instanceof Number)) {
            throw unexpected(template, "number", value);
        }
        if (!(value instanceof Integer whole) || whole < least || whole > most) {
            throw failed(
                    template, "returned " + value + ". Expected a whole number from " + least + " to " + most + ".");
        }
        return whole;
    }

    boolean condition(Template template, Situation situation) {
        Object value = value(template, situation);
        if (!(value instanceof Boolean)) {
            throw unexpected(template, "boolean", value);
        }
        return (Boolean) value;
    }

    String text(Template template, Situation situation) {
        Object value = value(template, situation);
        if (!(value instanceof String)) {
            throw unexpected(template, "string", value);
        }
        return (String) value;
    }

    List<?> list(Template template, Situation situation) {
        Object value = value(template, situation);
        if (!(value instanceof List<?>)) {
            throw unexpected(template, "array", value);
        }
        return (List<?>) value;
    }

    StateFailed unexpected(Template template, String expected, Object value) {
        return failed(
                template,
                "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
                        .formatted(expected, type(value), Values.toJson(value)));
    }

    /** A problem with a value that has no expression to blame. */
    StateFailed failed(String field, String what) {
        String cause = "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
                .formatted(head.name(), enteredEventId, what);
        return new StateFailed(new StateError(Errors.QUERY_EVALUATION, cause), field);
    }

    StateFailed failed(Template template, String what) {
        return template instanceof Template.Computed computed
                ? failed(computed.expression(), what)
                : failed("", "A constant of the definition " + what);
    }

    private StateFailed failed(Expression expression, String what) {
        String field = expression.pointer().substring(head.pointer().length() + 1);
        return failed(
                field,
                "The JSONata expression '%s' specified for the field '%s' %s"
                        .formatted(expression.source(), field, what));
    }

    private Object computed(Expression expression, Situation situation) {
        Object result;
        try {
            result = expression.evaluate(situation.bindings(expression.names()));
        } catch (JException error) {
            throw failed(expression, "threw an error during evaluation. " + message(error));
        } catch (ClassCastException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NullPointerException
                | UnsupportedOperationException
                | ArithmeticException
                | StackOverflowError error) {
            // The library reports some type errors by whatever exception its code ran into.
            throw failed(expression, "threw an error during evaluation. " + error);
        }
        if (result == null) {
            throw failed(expression, "returned nothing (undefined).");
        }
        try {
            return Values.freeze(result);
        } catch (IllegalArgumentException notJson) {
            throw failed(expression, "returned what is not JSON: " + notJson.getMessage());
        }
    }

    private static String message(JException error) {
        return error.getCause() == null ? error.getMessage() : error.getCause().getMessage();
    }

    private static String type(Object value) {
        return switch (value) {
            case Map<?, ?> map -> "object";
            case List<?> list -> "array";
            case String text -> "string";
            case Number number -> "number";
            case Boolean flag -> "boolean";
            case Object other -> "null";
            case null -> "undefined";
        };
    }
}
