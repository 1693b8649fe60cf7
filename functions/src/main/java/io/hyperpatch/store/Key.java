package io.hyperpatch.store;

import java.util.Objects;

/** Where an item lies: items of one partition can be listed in the order of their sort keys. */
public record Key(String partition, String sort) {
    /** The table's key attributes: an item has no others of these names. */
    public static final String PARTITION = "partition";

    public static final String SORT = "sort";

    public Key {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(sort, "sort");
        if (partition.isEmpty() || sort.isEmpty()) {
            throw new IllegalArgumentException(
                    "a key needs a partition and a sort key, got " + partition + ", " + sort);
        }
    }

    public static boolean isPart(String attribute) {
        return attribute.equals(PARTITION) || attribute.equals(SORT);
    }

    @Override
    public String toString() {
        return partition + " " + sort;
    }
}
