package io.hyperpatch.store;

import java.util.List;
import java.util.Optional;

/**
 * All that the product remembers: leases, runs, intents, signals.
 *
 * <p>No more than DynamoDB can do with conditional writes and transactions, and held to one contract suite in each
 * implementation. Reads are strongly consistent. A call that fails with an exception may or may not have taken effect.
 */
public interface Store {
    /** A transaction holds at most this many writes. */
    int MAX_TRANSACTION = 100;

    Optional<Item> read(Key key);

    /** Every item of a partition whose sort key begins so, in the order of the sort keys. */
    List<Item> list(String partition, String sortPrefix);

    WriteResult write(Write write);

    /** All of the writes or none; each key at most once. */
    TransactionResult transact(List<Write> writes);
}
