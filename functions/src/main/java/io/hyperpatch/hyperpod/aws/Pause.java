package io.hyperpatch.hyperpod.aws;

import java.time.Duration;

/** Lets time pass between two calls; in a rehearsal that is virtual time. */
@FunctionalInterface
public interface Pause {
    /** Suspends the thread of a function. */
    Pause OF_THREAD = length -> {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a pause between two calls", e);
        }
    };

    void of(Duration length);
}
