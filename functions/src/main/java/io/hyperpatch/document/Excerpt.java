package io.hyperpatch.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.text.Outside;

/**
 * Shows a value of a document in one short printable line, so that no message carries control characters or
 * megabytes.
 */
public final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    /**
     * The value as JSON, about 80 characters of it; objects and arrays are only named, as their text may be
     * huge.
     */
    public static String of(JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return null;
        }
        if (value.isObject()) {
            return value.isEmpty() ? "{}" : "{" + fields(value.size()) + "}";
        }
        if (value.isArray()) {
            return value.isEmpty() ? "[]" : "[" + entries(value.size()) + "]";
        }
        return value.isTextual() ? Outside.quoted(value.textValue()) : Outside.line(value.asText(), LONGEST);
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }

    private static String entries(int count) {
        return count == 1 ? "1 entry" : count + " entries";
    }
}
