package io.hyperpatch.lease;

import io.hyperpatch.store.Key;

/** A lease that cannot be read: it counts as held, because nobody can tell that it is not. */
public final class UnreadableLease extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableLease(Key key, IllegalArgumentException cause) {
        super(
                "the stored lease of " + key.sort() + " cannot be read, and counts as held (" + cause.getMessage()
                        + "); correct the item " + key.partition() + " / " + key.sort() + " of the table",
                cause);
    }
}
