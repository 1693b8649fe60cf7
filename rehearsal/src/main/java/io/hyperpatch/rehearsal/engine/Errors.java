package io.hyperpatch.rehearsal.engine;

import java.util.List;

/** The reserved error names, and which of them the wildcards match. */
final class Errors {
    static final String ALL = "States.ALL";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    static final String RUNTIME = "States.Runtime";
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String QUERY_EVALUATION = "States.QueryEvaluationError";
    static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
    static final String TOLERANCE_EXCEEDED = "States.ExceedToleratedFailureThreshold";

    private Errors() {}

    /** Whether one of the names of an ErrorEquals matches an error. */
    static boolean match(List<String> errorEquals, StateError error) {
        // A runtime error always ends the execution, whatever is listed.
        return !RUNTIME.equals(error.name()) && errorEquals.stream().anyMatch(name -> matches(name, error));
    }

    private static boolean matches(String name, StateError error) {
        return switch (name) {
            case ALL -> !DATA_LIMIT_EXCEEDED.equals(error.name());
            case TASK_FAILED -> !TIMEOUT.equals(error.name()) && !DATA_LIMIT_EXCEEDED.equals(error.name());
            // The service reports a missed heartbeat as States.Timeout; this name exists for Retry and Catch only.
            case HEARTBEAT_TIMEOUT -> error.heartbeat();
            case String other -> other.equals(error.name());
        };
    }
}
