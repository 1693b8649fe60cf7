package io.hyperpatch.rehearsal.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/** How an invocation ended, as its caller sees it. */
public sealed interface InvocationResult {

    /** The function returned this. */
    record Answered(JsonNode payload) implements InvocationResult {
        public Answered {
            Objects.requireNonNull(payload, "payload");
        }
    }

    /**
     * The function threw, crashed, ran out of time, or was never started.
     *
     * @param errorType the exception's class name, {@code Sandbox.Timedout}, {@code Runtime.ExitError}, or the name of
     *     the Lambda API's own error
     * @param functionRan whether the function was started: then it may have had effects
     */
    record Failed(String errorType, String errorMessage, boolean functionRan) implements InvocationResult {
        public Failed {
            Objects.requireNonNull(errorType, "errorType");
            Objects.requireNonNull(errorMessage, "errorMessage");
        }
    }
}
