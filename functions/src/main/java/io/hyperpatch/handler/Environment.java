package io.hyperpatch.handler;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** A function's environment variables, read once; a missing or malformed one is named together with what it should be. */
public record Environment(Map<String, String> variables) {
    /** Set by Lambda itself. */
    public static final String REGION = "AWS_REGION";

    public Environment {
        variables = Map.copyOf(variables);
    }

    public String required(String name) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    /** An ISO 8601 duration such as PT5M. */
    public Duration duration(String name) {
        String value = required(name);
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "the environment variable " + name + " is '" + value
                            + "', which is no ISO 8601 duration such as PT5M",
                    e);
        }
    }
}
