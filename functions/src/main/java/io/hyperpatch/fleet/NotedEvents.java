package io.hyperpatch.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The events that wait for a policy's record, each an item of its own.
 *
 * <p>One is handed out in each round, and goes in the next: an execution that dies in between leaves it to whoever takes the record
 * after it.
 */
public final class NotedEvents {
    private static final String EVERY = "noted/";
    private static final String SHOWN = "shown";

    private final Store store;

    public NotedEvents(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static String partition(String policy) {
        return "fleet/" + policy;
    }

    private static Key key(String policy, String name) {
        return new Key(partition(policy), EVERY + name);
    }

    /** A part of the write that counts it. */
    static Write note(String policy, Noted event) {
        return new Write.Update(key(policy, event.name()), Stored.changes(event), Condition.always());
    }

    /**
     * Hands out the event that has waited longest; asked again for the same round, the same one.
     *
     * @return empty if none waits
     */
    public Optional<JsonNode> next(String policy, Noted.Round round) {
        List<Noted> all = store.list(partition(policy), EVERY).stream()
                .map(item -> Stored.read(Noted.class, item))
                .sorted(Comparator.comparing(Noted::at).thenComparing(Noted::name))
                .toList();
        Optional<Noted> again = all.stream()
                .filter(event -> event.shown().equals(Optional.of(round)))
                .findFirst();
        if (again.isPresent()) {
            return again.map(Noted::event);
        }
        all.stream().filter(event -> wasLookedAt(event, round)).forEach(event -> forget(policy, event));
        Optional<Noted> next =
                all.stream().filter(event -> !wasLookedAt(event, round)).findFirst();
        next.ifPresent(event -> store.write(new Write.Update(
                key(policy, event.name()), List.of(Change.set(SHOWN, Json.of(round))), Condition.exists())));
        return next.map(Noted::event);
    }

    private static boolean wasLookedAt(Noted event, Noted.Round now) {
        return event.shown()
                .filter(round -> round.token() == now.token() && round.number() < now.number())
                .isPresent();
    }

    /** One that came in again meanwhile stays: it waits for another look. */
    private void forget(String policy, Noted event) {
        store.write(new Write.Delete(
                key(policy, event.name()),
                new Condition.Equal(SHOWN, Json.of(event.shown().orElseThrow()))));
    }
}
