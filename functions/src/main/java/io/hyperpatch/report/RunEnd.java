package io.hyperpatch.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.hyperpatch.run.Outcome;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The word with which a workflow hands a run over to its report.
 *
 * @param failedState the state whose Catch led here, if one did
 * @param error what that state failed with
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunEnd(
        Outcome outcome,
        Optional<String> reason,
        Optional<Instant> until,
        Optional<String> failedState,
        Optional<WorkflowError> error) {

    /** What a Catch hands over. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WorkflowError(
            @com.fasterxml.jackson.annotation.JsonProperty("Error")
            Optional<String> name,

            @com.fasterxml.jackson.annotation.JsonProperty("Cause")
            Optional<String> cause) {}

    /** The state whose Catch led on, and what it failed with; both are absent where nothing failed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Failure(Optional<String> failedState, Optional<WorkflowError> error) {
        public static final Failure NONE = new Failure(Optional.empty(), Optional.empty());

        /** Which state failed and with what, in one line. */
        public String because() {
            return new RunEnd(Outcome.UNKNOWN, Optional.empty(), Optional.empty(), failedState, error).because();
        }
    }

    public RunEnd {
        Objects.requireNonNull(outcome, "outcome");
    }

    /** Why, in one line, and where a state failed, with its error. */
    public String because() {
        return reason.or(this::failure).orElse("no reason was given");
    }

    /** Which state failed, and with what. */
    Optional<String> failure() {
        return failedState.map(state ->
                "the state " + state + " failed" + error.map(RunEnd::inWords).orElse(""));
    }

    private static String inWords(WorkflowError error) {
        return " with " + error.name().orElse("an error without a name")
                + error.cause()
                        .filter(cause -> !cause.isEmpty())
                        .map(cause -> ": " + cause)
                        .orElse("");
    }
}
