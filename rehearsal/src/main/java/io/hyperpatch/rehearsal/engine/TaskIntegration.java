package io.hyperpatch.rehearsal.engine;

/** A service that tasks call; known to the engine by its ARN. */
@FunctionalInterface
public interface TaskIntegration {
    /**
     * Begins the work; its end is told to the callback, at once or later, from the clock's thread or a fiber.
     *
     * <p>For a task with a token the success of the call only means that the request was accepted.
     */
    Running start(TaskRequest request, TaskCallback callback);

    /** Work that was begun. */
    @FunctionalInterface
    interface Running {
        /** The task waits no longer: its time is up, or its execution was stopped. What cannot be stopped goes on. */
        void cancel();
    }
}
