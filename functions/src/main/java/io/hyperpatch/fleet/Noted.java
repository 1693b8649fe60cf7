package io.hyperpatch.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event that met a record at work, and is looked at once that is done.
 *
 * @param name the same for events that prompt the same look: the last of them stands for all
 * @param event as it came in
 * @param at when it was noted last
 * @param shown in which round of which holder it was handed out; empty while it waits
 */
public record Noted(String name, JsonNode event, Instant at, Optional<Round> shown) {
    /** A round of the execution that has the record, by the record's token. */
    public record Round(long token, int number) {}

    public Noted {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(shown, "shown");
    }
}
