package io.hyperpatch.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The store of rehearsals: a sorted map. One thread at a time. */
public final class InMemoryStore implements Store {
    private final TreeMap<Key, Item> items = new TreeMap<>(Comparator.comparing(Key::partition, InMemoryStore::inBytes)
            .thenComparing(Key::sort, InMemoryStore::inBytes));

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
        if (write instanceof Write.Check) {
            throw new IllegalArgumentException("a check is a part of a transaction, not a write of its own");
        }
        Optional<Item> current = read(write.key());
        ItemVersion.refuseNewer(current);
        if (!holds(write.condition(), current)) {
            return new WriteResult.Refused(current);
        }
        apply(write);
        return new WriteResult.Written(read(write.key()));
    }

    @Override
    public TransactionResult transact(List<Write> writes) {
        Store.refuseMalformed(writes);
        for (int i = 0; i < writes.size(); i++) {
            Optional<Item> current = read(writes.get(i).key());
            ItemVersion.refuseNewer(current);
            if (!holds(writes.get(i).condition(), current)) {
                return new TransactionResult.Refused(i, current);
            }
        }
        writes.forEach(this::apply);
        return new TransactionResult.Written();
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
                case Change.Add add -> attributes.put(add.attribute(), summand(attributes, add) + add.amount());
            }
        }
        return new Item(update.key(), attributes);
    }

    private static long summand(ObjectNode attributes, Change.Add add) {
        JsonNode before = attributes.path(add.attribute());
        if (!before.isMissingNode() && !before.isNumber()) {
            throw new IllegalStateException("'" + add.attribute() + "' is no number to add to, but " + before);
        }
        return before.asLong(0);
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
                        .filter(value -> value.isNumber()
                                && value.decimalValue().compareTo(BigDecimal.valueOf(atMost.limit())) <= 0)
                        .isPresent();
            case Condition.All all -> all.conditions().stream().allMatch(part -> holds(part, item));
            case Condition.Any any -> any.conditions().stream().anyMatch(part -> holds(part, item));
        };
    }

    private static Optional<JsonNode> attribute(Optional<Item> item, String name) {
        return item.flatMap(found -> found.get(name));
    }

    /** Numbers of the same value are one number, at any depth, as in DynamoDB. */
    private static boolean same(JsonNode a, JsonNode b) {
        return a.equals(InMemoryStore::compareLeaves, b);
    }

    private static int compareLeaves(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    /** DynamoDB orders keys by their UTF-8 bytes. */
    private static int inBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
