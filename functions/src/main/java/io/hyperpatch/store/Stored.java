package io.hyperpatch.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * Records in items that another version of the product may have written, or may read: an attribute that this version does not know is not
 * read, and survives its writes.
 */
public final class Stored {
    private Stored() {}

    /** @throws IllegalArgumentException if the item lacks what the record needs */
    public static <T extends Record> T read(Class<T> type, Item item) {
        return Json.stored(type, item.attributes());
    }

    /** The changes after which an item says what a record says; all that the record does not know stays as it is. */
    public static List<Change> changes(Record wanted) {
        ObjectNode json = Json.of(wanted);
        return Arrays.stream(wanted.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> json.has(name) ? Change.set(name, json.get(name)) : Change.remove(name))
                .toList();
    }
}
