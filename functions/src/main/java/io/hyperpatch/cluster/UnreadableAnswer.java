package io.hyperpatch.cluster;

/**
 * An answer of the service that lacks what it promises, or holds something else in its place.
 *
 * <p>It says nothing about the cluster. So whoever meets it goes on as if there had been no answer at all: looks again, and gives up at
 * the deadline.
 */
public final class UnreadableAnswer extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public UnreadableAnswer(String message) {
        super(message);
    }

    public UnreadableAnswer(String message, Throwable cause) {
        super(message, cause);
    }
}
