package io.hyperpatch.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The store of rehearsals: a sorted map. One thread at a time. */
public final class InMemoryStore implements Store {
    private final TreeMap<Key, Item> items =
            new TreeMap<>(Comparator.comparing(Key::partition).thenComparing(Key::sort));

    @Override
    public Optional<Item> read(Key key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public List<Item> list(String partition, String sortPrefix) {
        return items.tailMap(new Key(partition, sortPrefix)).values().stream()
                .takeWhile(item -> item.key().partition().equals(partition)
                        && item.key().sort().startsWith(sortPrefix))
                .toList();
    }

    /** Everything that it holds, in the order of the keys. */
    public List<Item> items() {
        return List.copyOf(items.values());
    }

    @Override
    public WriteResult write(Write write) {
        Optional<Item> current = read(write.key());
        if (!holds(write.condition(), current)) {
            return new WriteResult.Refused(current);
        }
        apply(write);
        return new WriteResult.Written(read(write.key()));
    }

    @Override
    public TransactionResult transact(List<Write> writes) {
        refuseMalformed(writes);
        for (int i = 0; i < writes.size(); i++) {
            Optional<Item> current = read(writes.get(i).key());
            if (!holds(writes.get(i).condition(), current)) {
                return new TransactionResult.Refused(i, current);
            }
        }
        writes.forEach(this::apply);
        return new TransactionResult.Written();
    }

    private static void refuseMalformed(List<Write> writes) {
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

    private void apply(Write write) {
        switch (write) {
            case Write.Put put -> items.put(put.key(), new Item(put.key(), put.attributes()));
            case Write.Update update -> items.put(update.key(), changed(update));
            case Write.Delete delete -> items.remove(delete.key());
            case Write.Check check -> {
                // it only asked, and was answered
            }
        }
    }

    private Item changed(Write.Update update) {
        ObjectNode attributes = read(update.key()).map(Item::attributes).orElseGet(Json::object);
        for (Change change : update.changes()) {
            switch (change) {
                case Change.Set set -> attributes.set(set.attribute(), set.value());
                case Change.Remove remove -> attributes.remove(remove.attribute());
                case Change.Add add ->
                    attributes.put(
                            add.attribute(), attributes.path(add.attribute()).asLong(0) + add.amount());
            }
        }
        return new Item(update.key(), attributes);
    }

    private static boolean holds(Condition condition, Optional<Item> item) {
        return switch (condition) {
            case Condition.Always always -> true;
            case Condition.ItemAbsent absent -> item.isEmpty();
            case Condition.ItemExists exists -> item.isPresent();
            case Condition.Missing missing ->
                attribute(item, missing.attribute()).isEmpty();
            case Condition.Equal equal ->
                attribute(item, equal.attribute())
                        .filter(value -> same(value, equal.value()))
                        .isPresent();
            case Condition.AtMost atMost ->
                attribute(item, atMost.attribute())
                        .filter(value -> value.isNumber() && value.asLong() <= atMost.limit())
                        .isPresent();
            case Condition.All all -> all.conditions().stream().allMatch(part -> holds(part, item));
            case Condition.Any any -> any.conditions().stream().anyMatch(part -> holds(part, item));
        };
    }

    private static Optional<JsonNode> attribute(Optional<Item> item, String name) {
        return item.flatMap(found -> found.get(name));
    }

    /** An int and a long of the same value are one number, as in DynamoDB. */
    private static boolean same(JsonNode a, JsonNode b) {
        return a.isIntegralNumber() && b.isIntegralNumber() ? a.longValue() == b.longValue() : a.equals(b);
    }
}
