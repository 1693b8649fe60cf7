package io.hyperpatch.reconcile;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.store.Store;
import java.time.Instant;

/**
 * Reopens an intent whose call has begun an update after all, though it was concluded that nothing began.
 *
 * <p>The update is the product's own, so nobody else may write: the lease is kept for its run until the
 * next reconcile has found out how it ends.
 */
public final class Reopening {
    private final Leases leases;
    private final Intents intents;

    public Reopening(Store store) {
        this.leases = new Leases(store);
        this.intents = new Intents(store);
    }

    /**
     * Records the sighting of the intent's wire, and parks the lease for its run.
     *
     * @param holder the ARN of the reconcile execution
     * @return false if the lease is in other hands, and nothing was changed; a later sweep comes again
     */
    public boolean reopen(Intent intent, String holder, Instant now) {
        Lease lease = leases.take(intent.cluster(), holder, intent.id().run(), now);
        boolean mine = lease.isHeldBy(holder) && lease.run().equals(intent.id().run());
        if (mine) {
            intents.sighted(intent, now);
            leases.park(intent.cluster(), lease, now);
        }
        return mine;
    }
}
