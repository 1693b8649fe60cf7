package io.hyperpatch.fleet;

import io.hyperpatch.json.Json;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The records of policies: one item each, never deleted, so that the token only grows. */
public final class Fleets {
    /** All in one partition, so that one query lists them. */
    private static final String PARTITION = "fleets";

    private static final String EVERY = "policy/";
    private static final String EVENTS = "events";
    private static final String TURN = "turn";
    private static final String KEPT = "kept";
    private static final String STOPPED_AFTER = "stoppedAfter";
    private static final int MOST_NAMED = 20;

    private final Store store;

    public Fleets(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static Key key(String policy) {
        return new Key(PARTITION, EVERY + policy);
    }

    public Optional<Fleet> find(String policy) {
        return store.read(key(policy)).map(item -> Stored.read(Fleet.class, item));
    }

    /** The record, if this very execution is at work on it. */
    public Optional<Fleet> heldBy(String execution, String policy) {
        return find(policy).filter(fleet -> fleet.isHeldBy(execution));
    }

    /** Every policy's, in the order of their names. */
    public Map<String, Fleet> all() {
        Map<String, Fleet> all = new TreeMap<>();
        store.list(PARTITION, EVERY)
                .forEach(item -> all.put(item.key().sort().substring(EVERY.length()), Stored.read(Fleet.class, item)));
        return all;
    }

    /** The word of a person by which turns begin again after a bad end. */
    public record Resumed(String by, String reason, Instant at, RunName after) {
        public Resumed {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * Lets turns begin again after the last one.
     *
     * @param last as it was read
     * @return false if another turn has begun since
     */
    public boolean resume(String policy, Turn last, Resumed how) {
        return written(new Write.Update(
                key(policy),
                List.of(Change.remove(TURN), Change.remove(KEPT), Change.set("resumed", Json.of(how))),
                new Condition.Equal(TURN, Json.of(last))));
    }

    /** The reason for which an execution takes a record. */
    public record Opening(String holder, Set<String> images, boolean asked) {
        public Opening {
            Objects.requireNonNull(holder, "holder");
            images = Set.copyOf(images);
        }
    }

    /**
     * Takes a record that is closed, was never there, is the asker's own, or belongs to an execution that has ended.
     *
     * <p>The last turn stays: what it came to decides whether another one follows. What stopped or superseded the record before is judged anew.
     *
     * @param found the record as it was read
     * @return whether it is the asker's now; false if it has changed since it was read
     */
    public boolean open(String policy, Optional<Fleet> found, Opening opening, Instant now) {
        boolean own = found.filter(fleet -> fleet.isHeldBy(opening.holder())).isPresent();
        long token = found.map(Fleet::token).orElse(0L);
        List<Change> changes = new ArrayList<>(List.of(
                Change.set("state", Fleet.State.OPEN.name()),
                Change.set("holder", opening.holder()),
                Change.set("token", own ? token : token + 1),
                Change.set("asked", opening.asked()),
                Change.set(
                        "images",
                        Json.mapper()
                                .valueToTree(opening.images().stream().sorted().toList())),
                Change.remove("stopped"),
                Change.remove(STOPPED_AFTER),
                Change.remove("superseded"),
                Change.set("notBegun", 0),
                Change.remove("named"),
                Change.add(EVENTS, 0)));
        if (!own) {
            changes.add(Change.set("since", now));
        }
        Condition unchanged = found.map(fleet -> Condition.all(
                        Condition.equal("state", fleet.state().name()), Condition.equal("token", fleet.token())))
                .orElseGet(Condition::absent);
        return written(new Write.Update(key(policy), changes, unchanged));
    }

    /**
     * Begins a cluster's turn.
     *
     * @param kept the earlier ones that still count
     * @return false if the record has passed into other hands
     */
    public boolean begin(String policy, Fleet fleet, Turn turn, List<Turn> kept) {
        return written(new Write.Update(
                key(policy),
                List.of(
                        Change.set(TURN, Json.of(turn)),
                        Change.set(KEPT, Json.mapper().valueToTree(kept))),
                heldUnder(fleet)));
    }

    /** Records that a cluster has no turn, and why none that follows has one. */
    public boolean stop(String policy, Fleet fleet, Turns.Stop stop, String cluster) {
        return passOver(
                policy,
                fleet,
                List.of(
                        Change.set("stopped", stop.why()),
                        Change.set(STOPPED_AFTER, stop.after().toString())),
                cluster);
    }

    /** Records that what the record is about is not wanted any more, so that it has to be begun anew. */
    public boolean supersede(String policy, Fleet fleet, String why, String cluster) {
        return passOver(policy, fleet, List.of(Change.set("superseded", why)), cluster);
    }

    private boolean passOver(String policy, Fleet fleet, List<Change> because, String cluster) {
        if (fleet.named().contains(cluster)) {
            return true;
        }
        List<Change> changes = new ArrayList<>(because);
        changes.add(Change.add("notBegun", 1));
        if (fleet.named().size() < MOST_NAMED) {
            List<String> named = new ArrayList<>(fleet.named());
            named.add(cluster);
            changes.add(Change.set("named", Json.mapper().valueToTree(named)));
        }
        return written(new Write.Update(key(policy), changes, heldUnder(fleet)));
    }

    /**
     * Notes an event on a record that is somebody else's: it cannot be closed before the event was looked at.
     *
     * @return false if the record has changed hands, or was closed
     */
    public boolean note(String policy, Fleet fleet, Noted event) {
        return store.transact(List.of(
                        new Write.Update(key(policy), List.of(Change.add(EVENTS, 1)), heldUnder(fleet)),
                        NotedEvents.note(policy, event)))
                instanceof TransactionResult.Written;
    }

    /**
     * Closes a record, unless an event was noted on it since it was read.
     *
     * @return whether it is closed
     */
    public boolean close(String policy, Fleet fleet) {
        return written(new Write.Update(
                key(policy),
                List.of(Change.set("state", Fleet.State.CLOSED.name())),
                Condition.all(heldUnder(fleet), Condition.equal(EVENTS, fleet.events()))));
    }

    private static Condition heldUnder(Fleet fleet) {
        return Condition.all(
                Condition.equal("state", Fleet.State.OPEN.name()), Condition.equal("token", fleet.token()));
    }

    private boolean written(Write write) {
        return store.write(write) instanceof WriteResult.Written;
    }
}
