package io.hyperpatch.rehearsal.clock;

/** What a fiber's body let escape, brought to the thread that drives the clock; the cause is the original. */
public final class FiberFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FiberFailed(String fiber, Throwable cause) {
        super("fiber " + fiber + " failed: " + cause, cause);
    }
}
