package io.hyperpatch.rehearsal.clock;

/** Thrown by the suspension of a fiber that was killed; an {@link Error}, so that ordinary handlers let it pass. */
public final class FiberKilled extends Error {
    private static final long serialVersionUID = 1L;

    FiberKilled(String fiber) {
        // No stack trace: thousands are thrown in a rehearsal with crashes, and none tells more than the name.
        super("fiber " + fiber + " was killed", null, false, false);
    }
}
