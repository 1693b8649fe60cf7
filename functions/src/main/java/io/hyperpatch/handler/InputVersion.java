package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import java.util.Arrays;

/**
 * The version of the workflows by which a function is called. Executions outlive deployments: one that has
 * begun goes on by the definition that it began with, and calls the functions that are deployed now.
 *
 * <p>Version 1 carried the whole request of a run through the states, and gave no version. Version 2
 * carries keys.
 */
public final class InputVersion {
    public static final int CURRENT = 3;

    /** The version of an input that names none. */
    public static final int FIRST = 1;

    /** The first in which patch-fleet begins turns, and closes the record of its policy. */
    public static final int WITH_FLEETS = 3;

    private static final String FIELD = "version";

    private InputVersion() {}

    /**
     * The input as its record reads it: without the version, unless the record asks for it.
     *
     * @throws IllegalArgumentException for an input of a version that this code does not know
     */
    static JsonNode checked(JsonNode input, Class<?> type) {
        if (!type.isRecord() || !input.has(FIELD)) {
            return input;
        }
        int version = input.path(FIELD).asInt();
        if (version < FIRST || version > CURRENT) {
            throw new IllegalArgumentException("/version: the input is of version " + input.get(FIELD)
                    + ", and these functions know versions " + FIRST + " to " + CURRENT
                    + "; deploy functions and workflows of one version, then redrive the execution");
        }
        boolean asked = Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getName().equals(FIELD));
        if (asked) {
            return input;
        }
        ObjectNode rest = Json.object();
        rest.setAll((ObjectNode) input);
        rest.remove(FIELD);
        return rest;
    }
}
