package io.hyperpatch.store;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the product remembers: leases, runs, intents, signals.
 *
 * <p>A write, a transaction and a check in one throw {@link WrittenByNewerVersion}, and change nothing,
 * where an item belongs to a newer version of the product; reads do not.
 *
 * <p>No more than DynamoDB can do with conditional writes and transactions, and held to one contract suite
 * in each implementation. Reads are strongly consistent. A call that fails with an exception may or may not
 * have taken effect.
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

    /** What no transaction may be, said alike by each implementation. */
    static void refuseMalformed(List<Write> writes) {
        Set<Key> keys = new HashSet<>();
        for (Write write : writes) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("a transaction names " + write.key() + " twice");
            }
        }
        if (writes.isEmpty() || writes.size() > MAX_TRANSACTION) {
            throw new IllegalArgumentException(
                    "a transaction holds 1 to " + MAX_TRANSACTION + " writes, not " + writes.size());
        }
    }
}
