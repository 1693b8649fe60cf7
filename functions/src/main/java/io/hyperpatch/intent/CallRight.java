package io.hyperpatch.intent;

/** Whether an invocation may make the start call. */
public sealed interface CallRight {
    /** This invocation, and no other, may call, once. */
    record Won() implements CallRight {}

    /** Another invocation has won; what became of its call is for a look to find out. */
    record AlreadyCalled() implements CallRight {}

    /** The wire has not been read back as OK since the intent was planned, or planned anew. */
    record Unarmed(String reason) implements CallRight {}

    /** The stored reading of the cluster before the call is too old: the intent has to be planned anew. */
    record Stale(String reason) implements CallRight {}

    /** People do not want a start now: the kill switch is on. */
    record Paused(String reason) implements CallRight {}

    /** People asked this run to end. */
    record Aborted(String reason) implements CallRight {}

    /** Another image is wanted by now. */
    record Superseded() implements CallRight {}

    /** The lease is no longer held under this token. */
    record Fenced(String reason) implements CallRight {}
}
