package io.hyperpatch.lease;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The leases of all clusters: one item each, never deleted, so that the fencing token only grows. */
public final class Leases {
    /** All in one partition, so that one query lists them. */
    private static final String PARTITION = "leases";

    private static final String EVERY_ARN = "arn:";

    private final Store store;

    public Leases(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    public static Key key(ClusterArn cluster) {
        return new Key(PARTITION, cluster.toString());
    }

    /** Holds as long as the lease is held under this very token: a part of every transaction that must be fenced. */
    public static Write.Check held(ClusterArn cluster, long token) {
        return new Write.Check(key(cluster), heldUnder(token));
    }

    /** Holds as long as nobody has changed the lease since it was read: a part of a transaction. */
    public static Write.Check unchanged(ClusterArn cluster, Lease read) {
        return new Write.Check(key(cluster), asRead(read));
    }

    private static Condition asRead(Lease read) {
        return Condition.all(Condition.equal("state", read.state().name()), Condition.equal("token", read.token()));
    }

    /** Asks of the item only what every write asks of it as well: the rest of it may be unreadable. */
    public boolean isHeld(ClusterArn cluster, long token) {
        return store.read(key(cluster))
                .filter(item -> item.text("state").equals(Optional.of(Lease.State.HELD.name())))
                .flatMap(item -> item.get("token"))
                .filter(found -> found.isIntegralNumber() && found.longValue() == token)
                .isPresent();
    }

    private static Condition heldUnder(long token) {
        return Condition.all(Condition.equal("state", Lease.State.HELD.name()), Condition.equal("token", token));
    }

    /** @throws UnreadableLease if there is one, and nobody can tell whose it is */
    public Optional<Lease> find(ClusterArn cluster) {
        return store.read(key(cluster)).map(Leases::lease);
    }

    /**
     * Every lease that was ever taken, in the order of the clusters' ARNs.
     *
     * @param unreadable the sort keys of those that cannot be read: they count as held, and keep none of the others waiting
     */
    public record All(Map<ClusterArn, Lease> readable, List<String> unreadable) {
        public All {
            readable = Collections.unmodifiableMap(new LinkedHashMap<>(readable));
            unreadable = List.copyOf(unreadable);
        }
    }

    public All all() {
        Map<ClusterArn, Lease> leases = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        for (Item item : store.list(PARTITION, EVERY_ARN)) {
            try {
                leases.put(ClusterArn.of(item.key().sort()), lease(item));
            } catch (IllegalArgumentException e) {
                unreadable.add(item.key().sort());
            }
        }
        return new All(leases, unreadable);
    }

    private static Lease lease(Item item) {
        try {
            return Stored.read(Lease.class, item);
        } catch (IllegalArgumentException e) {
            throw new UnreadableLease(item.key(), e);
        }
    }

    /**
     * Takes a lease that is free, or was never taken.
     *
     * @return the lease as it is now: the asker's own (also when asked again), or the one that stands in the way
     */
    public Lease take(ClusterArn cluster, String holder, RunName run, Instant now) {
        Optional<Lease> found = find(cluster);
        if (found.isPresent() && found.get().state() != Lease.State.FREE) {
            return found.get();
        }
        long seen = found.map(Lease::token).orElse(0L);
        Lease mine = new Lease(Lease.State.HELD, holder, run, seen + 1, now);
        Condition unchanged = found.isEmpty()
                ? Condition.absent()
                : Condition.all(Condition.equal("state", Lease.State.FREE.name()), Condition.equal("token", seen));
        return write(cluster, mine, unchanged);
    }

    /** Takes the lease of a holder that has ended; the token grows, so that a redriven holder is fenced off. */
    public Lease takeOver(ClusterArn cluster, Lease from, String holder, RunName run, Instant now) {
        return write(cluster, new Lease(Lease.State.HELD, holder, run, from.token() + 1, now), asRead(from));
    }

    /** Gives a held lease back. False: it was no longer held under this token. */
    public boolean giveBack(ClusterArn cluster, Lease held, Instant now) {
        Lease free = new Lease(Lease.State.FREE, held.holder(), held.run(), held.token(), now);
        return store.write(changed(cluster, free, heldUnder(held.token()))) instanceof WriteResult.Written;
    }

    /** Keeps a held lease for an unresolved intent; the token grows. False: it was no longer held under this token. */
    public boolean park(ClusterArn cluster, Lease held, Instant now) {
        Lease parked = new Lease(Lease.State.PARKED, held.holder(), held.run(), held.token() + 1, now);
        return store.write(changed(cluster, parked, heldUnder(held.token()))) instanceof WriteResult.Written;
    }

    /** A part of a transaction that changes what a parked lease is kept for: the token grows, so that whoever has read it reads again. */
    public static Write.Update raised(ClusterArn cluster, Lease parked) {
        return new Write.Update(key(cluster), List.of(Change.set("token", parked.token() + 1)), asRead(parked));
    }

    private Lease write(ClusterArn cluster, Lease wanted, Condition condition) {
        return switch (store.write(changed(cluster, wanted, condition))) {
            case WriteResult.Written written -> wanted;
            case WriteResult.Refused refused -> find(cluster).orElseThrow();
        };
    }

    private static Write changed(ClusterArn cluster, Lease wanted, Condition condition) {
        return new Write.Update(key(cluster), Stored.changes(wanted), condition);
    }
}
