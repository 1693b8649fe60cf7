package io.hyperpatch.fleet.aws;

import io.hyperpatch.fleet.Fleet;
import io.hyperpatch.fleet.Fleets;
import io.hyperpatch.fleet.Noted;
import io.hyperpatch.lease.LeaseRules;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes the record of a policy, or notes the event on it while another execution is at work. The record of an execution that has ended is
 * taken over.
 */
public final class FleetTaking {
    /** Writers that meet here are few, and each has done its work once it has written. */
    private static final int MOST_TRIES = 10;

    private final Fleets fleets;
    private final Executions executions;

    public FleetTaking(Store store, Executions executions) {
        this.fleets = new Fleets(store);
        this.executions = Objects.requireNonNull(executions);
    }

    /**
     * Returns the execution that has the record, on which the event is noted; empty if the asker has it.
     *
     * @throws IllegalStateException if the record changes all the time
     */
    public Optional<String> take(String policy, Fleets.Opening opening, Noted event, Instant now) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<Fleet> found = fleets.find(policy);
            Optional<Fleet> others = found.filter(fleet -> isOfOther(fleet, opening.holder(), now));
            if (others.isPresent()
                    ? fleets.note(policy, others.get(), event)
                    : fleets.open(policy, found, opening, now)) {
                return others.map(Fleet::holder);
            }
        }
        throw new IllegalStateException("the record of policy " + policy + " changes all the time");
    }

    private boolean isOfOther(Fleet fleet, String asker, Instant now) {
        return fleet.state() == Fleet.State.OPEN
                && !fleet.isHeldBy(asker)
                && !LeaseRules.over(executions.status(fleet.holder()), fleet.since(), now);
    }
}
