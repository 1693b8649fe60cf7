package io.hyperpatch.rehearsal.engine;

/** The states of an execution as the service names them. */
public enum ExecutionStatus {
    /** Under way. */
    RUNNING,
    /** Ended with an output. */
    SUCCEEDED,
    /** Ended with an error. */
    FAILED,
    /** Ended because the machine's TimeoutSeconds had passed. */
    TIMED_OUT,
    /** Stopped from outside. */
    ABORTED
}
