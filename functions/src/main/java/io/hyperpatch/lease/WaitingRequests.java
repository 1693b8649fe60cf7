package io.hyperpatch.lease;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The requests that wait for leases: the last one of each cluster, since the look that follows asks what is wanted by then.
 *
 * <p>Beside the lease, not in it: whoever takes or gives back a lease writes it without regard to who waits.
 */
public final class WaitingRequests {
    private static final String PARTITION = "waiting";
    private static final String EVERY_ARN = "arn:";

    private final Store store;

    public WaitingRequests(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static Key key(ClusterArn cluster) {
        return new Key(PARTITION, cluster.toString());
    }

    /**
     * Notes that a run did not begin because of a lease.
     *
     * @param lease that stands in the way, as it was read
     * @return false if it has changed since: it may be free by now
     */
    public boolean note(ClusterArn cluster, Lease lease, RunName run, Instant now) {
        return store.transact(List.of(
                        new Write.Update(
                                key(cluster), Stored.changes(new WaitingRequest(run, now)), Condition.always()),
                        Leases.unchanged(cluster, lease)))
                instanceof TransactionResult.Written;
    }

    public Optional<WaitingRequest> find(ClusterArn cluster) {
        return store.read(key(cluster)).map(item -> Stored.read(WaitingRequest.class, item));
    }

    /** Every one, by its cluster. */
    public Map<ClusterArn, WaitingRequest> all() {
        Map<ClusterArn, WaitingRequest> all = new TreeMap<>(Comparator.comparing(ClusterArn::toString));
        store.list(PARTITION, EVERY_ARN)
                .forEach(item -> all.put(ClusterArn.of(item.key().sort()), Stored.read(WaitingRequest.class, item)));
        return all;
    }

    /** Forgets one for which another look is on its way; one that was noted since stays. */
    public void served(ClusterArn cluster, WaitingRequest request) {
        store.write(new Write.Delete(
                key(cluster), Condition.equal("run", request.run().toString())));
    }
}
