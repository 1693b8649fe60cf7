package io.hyperpatch.store;

import java.util.Objects;

/** Where an item lies: items of one partition can be listed in the order of their sort keys. */
public record Key(String partition, String sort) {
    public Key {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(sort, "sort");
        if (partition.isEmpty() || sort.isEmpty()) {
            throw new IllegalArgumentException(
                    "a key needs a partition and a sort key, got " + partition + ", " + sort);
        }
    }

    @Override
    public String toString() {
        return partition + " " + sort;
    }
}
