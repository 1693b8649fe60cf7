package io.hyperpatch.rehearsal.aws.sns;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What was published, and when. */
public record Message(
        Instant at,
        String messageId,
        String topicArn,
        Optional<String> subject,
        String body,
        Map<String, Attribute> attributes) {

    public Message {
        attributes = Map.copyOf(attributes);
    }

    /** @param dataType {@code String}, {@code String.Array}, {@code Number} */
    public record Attribute(String dataType, String value) {}
}
