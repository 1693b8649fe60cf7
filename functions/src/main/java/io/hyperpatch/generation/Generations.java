package io.hyperpatch.generation;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The present generation of every cluster: one item each, never deleted, so that the number only grows. */
public final class Generations {
    /** All in one partition, so that one query lists them. */
    private static final String PARTITION = "generations";

    private static final String EVERY_ARN = "arn:";
    private static final String NUMBER = "number";

    private final Store store;

    public Generations(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static Key key(ClusterArn cluster) {
        return new Key(PARTITION, cluster.toString());
    }

    /** Holds as long as nothing else is wanted: a part of the write before the first call of a run. */
    public static Write.Check isStill(ClusterArn cluster, long number) {
        return new Write.Check(key(cluster), Condition.equal(NUMBER, number));
    }

    /** Empty for a cluster of which nothing was ever wanted. */
    public Optional<Generation> find(ClusterArn cluster) {
        return store.read(key(cluster)).map(Generations::generation);
    }

    /** Every cluster's, at one time. */
    public Map<ClusterArn, Generation> all() {
        Map<ClusterArn, Generation> all = new HashMap<>();
        store.list(PARTITION, EVERY_ARN)
                .forEach(item -> all.put(ClusterArn.of(item.key().sort()), generation(item)));
        return Map.copyOf(all);
    }

    /**
     * Records what is wanted from now on.
     *
     * <p>Whoever asks has read the item first and what is tracked afterwards. So nobody who read an older
     * image can undo the word of one who read a newer one: the number has moved on, and the write fails.
     *
     * @param before the item as it was read before that was looked up
     * @return false if somebody else has changed it in between: what is tracked has to be read again
     */
    public boolean advance(ClusterArn cluster, Optional<Generation> before, Generation wanted) {
        if (before.filter(wanted::equals).isPresent()) {
            return true;
        }
        Condition unchanged =
                before.map(known -> Condition.equal(NUMBER, known.number())).orElseGet(Condition::absent);
        return store.write(new Write.Update(key(cluster), Stored.changes(wanted), unchanged))
                instanceof WriteResult.Written;
    }

    private static Generation generation(Item item) {
        return Stored.read(Generation.class, item);
    }
}
