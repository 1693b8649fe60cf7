package io.hyperpatch.run;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs whose end has not been told yet, and the executions that owe it: one partition, so that one
 * query finds a run whose execution died without a word.
 */
public final class Unreported {
    private static final Logger LOG = LoggerFactory.getLogger(Unreported.class);

    private static final String PARTITION = "unreported";
    private static final String PREFIX = "run/";

    private final Store store;

    public Unreported(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    /** @param execution the ARN of the execution that is to tell how the run ended */
    public record Entry(RunName run, ClusterArn cluster, String execution, Instant since) {
        public Entry {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(execution, "execution");
            Objects.requireNonNull(since, "since");
        }
    }

    private static Key key(RunName run) {
        return new Key(PARTITION, PREFIX + run);
    }

    /** To be written before the run itself is: a run that nobody knows to be owed would be lost. */
    public void expect(RunName run, ClusterArn cluster, String execution, Instant now) {
        Entry entry = new Entry(run, cluster, execution, now);
        store.write(new Write.Update(key(run), Stored.changes(entry), Condition.absent()));
    }

    public Optional<Entry> find(RunName run) {
        return store.read(key(run)).map(item -> Stored.read(Entry.class, item));
    }

    /** Every entry that can be read: one that cannot keeps none of the others waiting. */
    public List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (Item item : store.list(PARTITION, PREFIX)) {
            try {
                entries.add(Stored.read(Entry.class, item));
            } catch (IllegalArgumentException e) {
                LOG.warn("the item {} cannot be read, and is left out", item.key(), e);
            }
        }
        return entries;
    }

    /** People and machines have been told. */
    public void told(RunName run) {
        store.write(new Write.Delete(key(run), Condition.always()));
    }
}
