package io.hyperpatch.store;

import java.util.Optional;

/** How a transaction went: all of it happened, or nothing. */
public sealed interface TransactionResult {
    record Written() implements TransactionResult {}

    /**
     * @param index which write, from 0, had a condition that did not hold: the first of them
     * @param current that write's item, as it was found
     */
    record Refused(int index, Optional<Item> current) implements TransactionResult {}
}
