package io.hyperpatch.rehearsal.engine;

import java.time.Duration;
import java.util.OptionalInt;

/** Told what executions do, at the virtual time at which they do it: for progress, coverage and events. */
public interface EngineListener {
    /** An execution was started, or redriven. */
    default void executionStarted(ExecutionView execution) {}

    /** An execution ended, in whatever status. */
    default void executionEnded(ExecutionView execution) {}

    /** A state was entered. */
    default void stateEntered(StateVisit visit) {}

    /** A state was left for the next one, or for the end of its flow; not when it failed without a catcher. */
    default void stateExited(StateVisit visit) {}

    /** A Choice took a branch, by its index in Choices; empty for the Default. */
    default void choiceTaken(StateVisit visit, OptionalInt branch) {}

    /** A failed state will be tried again: the retrier's index in Retry, and the number of its retry, from 1. */
    default void retried(StateVisit visit, int retrier, int retry, String error, Duration delay) {}

    /** An error was caught: the catcher's index in Catch. */
    default void caught(StateVisit visit, int catcher, String error) {}
}
