package io.hyperpatch.rehearsal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Decides whether a caller may make a call. */
@FunctionalInterface
public interface Authority {

    /** Lets everybody do everything, as an administrator's credentials do. */
    Authority EVERYTHING = (caller, service, operation, input) -> Optional.empty();

    /**
     * Judges one call before it is made.
     *
     * @param service the signing name; {@code dynamodb} for the store
     * @return why it is not allowed; empty if it is
     */
    Optional<Denial> judge(String caller, String service, String operation, JsonNode input);
}
