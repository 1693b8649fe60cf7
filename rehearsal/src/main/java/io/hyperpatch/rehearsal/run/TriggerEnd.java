package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/**
 * How one event ended.
 *
 * @param outcome the word
 * @param run the run that it began, or is a duplicate of
 * @param expected what the scenario declares
 */
public record TriggerEnd(
        JsonNode event, String outcome, String reason, Optional<String> run, Optional<String> expected) {

    public TriggerEnd {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(expected, "expected");
    }

    public boolean asExpected() {
        return expected.filter(word -> !word.equals(outcome)).isEmpty();
    }
}
