package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One API call as it was made.
 *
 * @param at when it set out
 * @param caller the function that made it, or {@code operator}, or {@code http} for one from outside
 * @param service the signing name
 * @param request in the member names of the wire
 */
public record ApiCall(
        Instant at, String caller, String service, String operation, JsonNode request, CallResult result) {

    /** {@code service:Operation}. */
    public String action() {
        return service + ":" + operation;
    }
}
