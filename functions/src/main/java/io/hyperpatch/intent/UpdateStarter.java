package io.hyperpatch.intent;

/** Makes the one call that changes a cluster. */
public interface UpdateStarter {
    /** Calls once, and never again by itself; that no answer came is an answer too. */
    Answer start(Intent intent);
}
