package io.hyperpatch.intent;

import java.util.Objects;

/**
 * What the service said to a start call.
 *
 * @param detail the error's code and text, in the service's words
 */
public record Answer(Kind kind, String detail) {
    /** Whatever is not here was LOST: time-outs, 5xx and throttling leave open what happened. */
    public enum Kind {
        /** 200. */
        ACCEPTED,
        /** A question, ours or theirs, not an answer. */
        CONFLICT,
        /** The request itself was turned down: nothing can have begun. */
        REFUSED,
        /** Nobody knows what became of the call. */
        LOST
    }

    public Answer {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }
}
