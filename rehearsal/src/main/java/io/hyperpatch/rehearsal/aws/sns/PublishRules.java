package io.hyperpatch.rehearsal.aws.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.Input;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What SNS accepts for publishing.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class PublishRules {

    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_SUBJECT = 100;

    private PublishRules() {}

    /** "Must be ASCII text that begins with a letter, number, or punctuation mark, without line breaks". */
    static Optional<String> subject(Input input) {
        Optional<String> subject = input.text("Subject");
        subject.filter(text -> text.isEmpty()
                        || text.length() > LONGEST_SUBJECT
                        || text.startsWith(" ")
                        || !text.chars().allMatch(c -> c >= ' ' && c <= '~'))
                .ifPresent(text -> {
                    throw invalid("Subject");
                });
        return subject;
    }

    static String body(Input input) {
        String body = input.text("Message").orElseThrow(() -> invalid("Message"));
        if (body.isEmpty()) {
            throw ApiError.badRequest("InvalidParameter", "Invalid parameter: Empty message");
        }
        return body;
    }

    static Map<String, Message.Attribute> attributes(Input input) {
        Map<String, Message.Attribute> attributes = new TreeMap<>();
        for (JsonNode entry : input.members().path("MessageAttributes")) {
            String name = entry.path("Name").asText();
            JsonNode value = entry.path("Value");
            String type = value.path("DataType").asText();
            if (!value.hasNonNull("StringValue") || !type.matches("(String|Number|String\\.Array)(\\..+)?")) {
                throw input.unsupported("MessageAttributes");
            }
            if (value.get("StringValue").asText().isEmpty() || !name.matches("[A-Za-z0-9_.-]{1,256}")) {
                throw ApiError.badRequest(
                        "InvalidParameterValue",
                        "Invalid parameter: The message attribute '" + name
                                + "' must contain a non-empty message attribute value for message attribute type '"
                                + type + "'.");
            }
            attributes.put(
                    name, new Message.Attribute(type, value.get("StringValue").asText()));
        }
        return attributes;
    }

    static void size(String body, Map<String, Message.Attribute> attributes) {
        int size = bytes(body);
        for (Map.Entry<String, Message.Attribute> each : attributes.entrySet()) {
            size += bytes(each.getKey())
                    + bytes(each.getValue().dataType())
                    + bytes(each.getValue().value());
        }
        if (size > MOST_BYTES) {
            throw ApiError.badRequest("InvalidParameter", "Invalid parameter: Message too long");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ApiError invalid(String parameter) {
        return ApiError.badRequest("InvalidParameter", "Invalid parameter: " + parameter);
    }
}
