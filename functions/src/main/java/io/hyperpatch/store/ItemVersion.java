package io.hyperpatch.store;

import java.util.Optional;

/**
 * Which versions of the product may write an item, or act on what it says: those from the item's {@code
 * writableFrom} on.
 *
 * <p>Every version reads every item, and leaves alone what it does not know. A version that gives an item a
 * meaning which earlier ones would break by writing, or by calling, puts its own number on it. An item
 * without that attribute is version 1's: everybody may write it.
 */
public final class ItemVersion {
    /** The version of this product, counted by what it stores. */
    public static final int OURS = 1;

    /** A number: the lowest version that may write the item. */
    public static final String WRITABLE_FROM = "writableFrom";

    private ItemVersion() {}

    /** A condition, and that this version may write the item: a part of every write and of every check. */
    public static Condition with(Condition condition) {
        Condition writable = Condition.any(Condition.missing(WRITABLE_FROM), Condition.atMost(WRITABLE_FROM, OURS));
        return condition instanceof Condition.Always ? writable : Condition.all(writable, condition);
    }

    /**
     * Tells an item that belongs to a newer version from one whose condition is not met.
     *
     * @param current what stands where this version wants to write
     * @throws WrittenByNewerVersion if this version may not
     */
    public static void refuseNewer(Optional<Item> current) {
        current.flatMap(item -> item.get(WRITABLE_FROM))
                .filter(from -> !from.isNumber() || from.doubleValue() > OURS)
                .ifPresent(from -> {
                    throw new WrittenByNewerVersion(current.orElseThrow().key(), from.asText());
                });
    }
}
