package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;

/**
 * An answer that a function of the product went by.
 *
 * @param at when the call set out
 * @param caller the function that read
 * @param action {@code service:Operation}
 * @param request in the member names of the wire
 * @param answer in the member names of the wire
 */
public record Reading(Instant at, String caller, String action, JsonNode request, JsonNode answer) {
    public Reading {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(action, "action");
    }
}
