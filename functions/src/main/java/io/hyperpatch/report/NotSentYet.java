package io.hyperpatch.report;

import java.time.Instant;

/** A mail of which nobody knows whether people have it, and which is sent once more, but not before it is due. */
public final class NotSentYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what went wrong with the last attempt; null if it was somebody else's */
    NotSentYet(String id, Instant due, Throwable cause) {
        super(
                id + " may have been sent, and is due again at " + due
                        + (cause == null ? "" : ": " + cause.getMessage()),
                cause);
    }
}
