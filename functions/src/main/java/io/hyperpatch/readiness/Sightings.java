package io.hyperpatch.readiness;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The stored first sightings of what only a second reading explains: one item per cluster, group and kind,
 * gone as soon as a reading shows something else. The lease's holder alone reads and writes those of its
 * cluster.
 */
public final class Sightings {
    /**
     * Counts of readings that lie further apart agree by chance as well: between them a group may have been
     * whole, and be scaled again. A status may be met once a week only, and stands for days all the same.
     */
    private static final Duration LONGEST_GAP = Duration.ofHours(2);

    private static final String GROUP = "group ";
    private static final String SHOWN = "shown";
    private static final String SINCE = "since";
    private static final String LAST = "last";

    private final Store store;

    public Sightings(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    /** Compares a reading of now with the earlier ones, and stores it. */
    public Remembered see(Cluster cluster, Instant now) {
        return see(cluster, EnumSet.allOf(Oddity.Kind.class), now);
    }

    /**
     * A reading of now as the earlier ones explain it. Only a status that nobody knows is looked at: the
     * counts of a group in which an update is under way say nothing of a shortage.
     */
    public Cluster explain(Cluster cluster, Instant now) {
        return cluster.groups().stream().anyMatch(Oddity::unexplained)
                ? see(cluster, EnumSet.of(Oddity.Kind.STATUS), now).explain(cluster, now)
                : cluster;
    }

    private Remembered see(Cluster cluster, Set<Oddity.Kind> kinds, Instant now) {
        Map<Key, Item> stored = new HashMap<>();
        store.list(partition(cluster.arn()), GROUP).forEach(item -> stored.put(item.key(), item));
        Map<String, Instant> shortages = new HashMap<>();
        Map<String, Instant> statuses = new HashMap<>();
        List<Oddity> oddities = Oddity.of(cluster).stream()
                .filter(oddity -> kinds.contains(oddity.kind()))
                .toList();
        Set<Key> seen = new HashSet<>();
        for (Oddity oddity : oddities) {
            Key key = key(cluster.arn(), oddity);
            seen.add(key);
            Instant since = since(stored.get(key), oddity, now);
            store.write(new Write.Update(
                    key,
                    List.of(
                            Change.set(SHOWN, oddity.shown()),
                            Change.set(SINCE, since),
                            Change.set(LAST, now),
                            Expiry.set(now)),
                    Condition.always()));
            switch (oddity.kind()) {
                case SHORTAGE -> shortages.put(oddity.group(), since);
                case STATUS -> statuses.put(oddity.group(), since);
            }
        }
        stored.keySet().stream()
                .filter(key -> !seen.contains(key) && kinds.stream().anyMatch(kind -> isOf(key, kind)))
                .forEach(key -> store.write(new Write.Delete(key, Condition.always())));
        return new Remembered(shortages, statuses);
    }

    private static Instant since(Item stored, Oddity oddity, Instant now) {
        if (stored == null || !stored.text(SHOWN).filter(oddity.shown()::equals).isPresent()) {
            return now;
        }
        Instant last = Instant.parse(stored.text(LAST).orElseThrow());
        boolean forgotten = oddity.kind() == Oddity.Kind.SHORTAGE && now.isAfter(last.plus(LONGEST_GAP));
        return forgotten ? now : Instant.parse(stored.text(SINCE).orElseThrow());
    }

    private static String partition(ClusterArn cluster) {
        return "seen " + cluster;
    }

    private static Key key(ClusterArn cluster, Oddity oddity) {
        return new Key(partition(cluster), GROUP + oddity.group() + " " + oddity.kind());
    }

    private static boolean isOf(Key key, Oddity.Kind kind) {
        return key.sort().endsWith(" " + kind);
    }
}
