package io.hyperpatch.store;

import java.util.Optional;

/** How a write went: an unmet condition is an answer, not a fault. */
public sealed interface WriteResult {
    /** @param after the item as it is now; empty after a deletion */
    record Written(Optional<Item> after) implements WriteResult {}

    /** @param current the item whose condition did not hold, as it was found */
    record Refused(Optional<Item> current) implements WriteResult {}
}
