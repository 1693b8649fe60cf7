package io.hyperpatch.harm;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The store of harm: one item per cluster, group and identity, beside the cluster's runs. None expires. */
public final class Harms {
    private static final String PREFIX = "harm/";
    private static final String RUN = "run";
    private static final String LIFTED = "lifted";

    private final Store store;

    public Harms(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static Key key(ClusterArn cluster, Harm harm) {
        return new Key(Runs.partition(cluster), PREFIX + harm.group() + "/" + harm.identity());
    }

    /** All facts about one cluster, those that were lifted among them. */
    public List<Harm> of(ClusterArn cluster) {
        return store.list(Runs.partition(cluster), PREFIX).stream()
                .map(Harms::harm)
                .toList();
    }

    /**
     * Records a fact; to say it again changes nothing. What is in force stays as it was seen first. What was lifted
     * comes into force again only by another run: the lift was the answer to all that its own run did.
     */
    public void record(ClusterArn cluster, Harm harm) {
        List<Change> changes = Stored.changes(harm);
        if (store.write(new Write.Update(key(cluster, harm), changes, Condition.absent()))
                instanceof WriteResult.Refused refused) {
            Optional<Harm> current = refused.current().map(Harms::harm);
            current.filter(known -> !known.isInForce() && !known.run().equals(harm.run()))
                    .ifPresent(known -> store.write(new Write.Update(
                            key(cluster, harm),
                            changes,
                            Condition.equal(RUN, known.run().toString()))));
        }
    }

    /**
     * Lifts a fact, also one that was never stored as an item; the first lift stands. One that another run has
     * brought into force since it was read stays.
     */
    public void lift(ClusterArn cluster, Harm harm, Harm.Lifted how) {
        store.write(new Write.Update(
                key(cluster, harm),
                Stored.changes(harm.lifted(how)),
                Condition.any(
                        Condition.absent(),
                        Condition.all(
                                Condition.missing(LIFTED),
                                Condition.equal(RUN, harm.run().toString())))));
    }

    private static Harm harm(Item item) {
        return Stored.read(Harm.class, item);
    }
}
