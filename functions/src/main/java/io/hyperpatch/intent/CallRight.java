package io.hyperpatch.intent;

/** Whether an invocation may make the start call. */
public sealed interface CallRight {
    /** This invocation, and no other, may call, once. */
    record Won() implements CallRight {}

    /** Another invocation has won; what became of its call is for a look to find out. */
    record AlreadyCalled() implements CallRight {}

    /** People do not want a start now: the kill switch is on. */
    record Paused(String reason) implements CallRight {}

    /** People asked this run to end. */
    record Aborted(String reason) implements CallRight {}

    /** Another image is wanted by now. */
    record Superseded() implements CallRight {}

    /** The lease is no longer held under this token. */
    record Fenced(String reason) implements CallRight {}
}
