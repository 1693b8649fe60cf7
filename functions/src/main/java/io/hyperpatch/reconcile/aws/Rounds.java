package io.hyperpatch.reconcile.aws;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rounds of reconcile, cluster by cluster: none begins while another one is at work there.
 *
 * <p>Reconcile comes every hour, and one that has much to prove takes longer. The lease keeps two of them apart where there is one to
 * take over; of a run whose report alone is missing there is none.
 */
public final class Rounds {
    private static final String PARTITION = "reconciling";
    private static final String HOLDER = "holder";

    private final Store store;
    private final Executions executions;

    public Rounds(Store store, Executions executions) {
        this.store = Objects.requireNonNull(store);
        this.executions = Objects.requireNonNull(executions);
    }

    /**
     * Begins a round on a cluster, or goes on with it.
     *
     * @param holder the ARN of the reconcile execution
     * @return false if another one is at work there
     */
    public boolean begin(ClusterArn cluster, String holder, Instant now) {
        Optional<String> at = store.read(key(cluster)).flatMap(Rounds::holder);
        if (at.filter(holder::equals).isPresent()) {
            return true;
        }
        if (at.filter(other -> executions.status(other) == HolderStatus.RUNNING).isPresent()) {
            return false;
        }
        Condition unchanged = at.map(other -> Condition.equal(HOLDER, other)).orElse(Condition.missing(HOLDER));
        return store.write(new Write.Update(
                        key(cluster), List.of(Change.set(HOLDER, holder), Change.set("since", now)), unchanged))
                instanceof WriteResult.Written;
    }

    /** Ends a round on a cluster, so that the next one need not wait for the execution to end. */
    public void end(ClusterArn cluster, String holder) {
        store.write(new Write.Update(key(cluster), List.of(Change.remove(HOLDER)), Condition.equal(HOLDER, holder)));
    }

    private static Key key(ClusterArn cluster) {
        return new Key(PARTITION, cluster.toString());
    }

    private static Optional<String> holder(Item item) {
        return item.text(HOLDER);
    }
}
