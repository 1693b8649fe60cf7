package io.hyperpatch.lease.aws;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.LeaseRules;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;

/** Leases whose holders may have ended. */
public final class AbandonedLeases {
    private final Leases leases;
    private final Executions executions;

    public AbandonedLeases(Store store, Executions executions) {
        this.leases = new Leases(store);
        this.executions = Objects.requireNonNull(executions);
    }

    /**
     * Parks a lease if its holder has ended.
     *
     * <p>Parked first, so that the token has grown before the intents are read: a holder that is redriven in between can no longer
     * plan or call. What is interrupted after that goes on from the parked lease.
     *
     * @return the lease as it is now: parked, or in somebody's hands
     */
    public Lease park(ClusterArn cluster, Lease found, Instant now) {
        if (found.state() == Lease.State.HELD) {
            if (!LeaseRules.abandoned(found, executions.status(found.holder()), now)) {
                return found;
            }
            leases.park(cluster, found, now);
        }
        return leases.find(cluster).orElseThrow();
    }
}
