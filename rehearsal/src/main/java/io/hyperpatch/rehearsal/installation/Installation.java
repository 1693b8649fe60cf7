package io.hyperpatch.rehearsal.installation;

import java.util.Objects;

/**
 * What the outputs of the stack name.
 *
 * @param table of the store
 * @param topic where notifications are published
 * @param bus where operators put requests
 */
public record Installation(String stack, String region, String table, String topic, String bus) {
    public Installation {
        Objects.requireNonNull(stack, "stack");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(bus, "bus");
    }
}
