package io.hyperpatch.reconcile.aws;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.UnreadableLease;
import io.hyperpatch.lease.WaitingRequests;
import io.hyperpatch.lease.aws.AbandonedLeases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.ResolvedOutcome;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes the lease of a cluster for a run, or says who holds it. The lease of a holder that has ended is
 * taken over, unless something of its run is unresolved: then it stays parked.
 */
public final class LeaseTaking {
    /** A writer that changes a lease meanwhile has done with it once it has written. */
    private static final int MOST_TRIES = 10;

    private final Runs runs;
    private final Leases leases;
    private final Intents intents;
    private final AbandonedLeases abandoned;
    private final WaitingRequests waiting;

    public LeaseTaking(Store store, Executions executions) {
        this.runs = new Runs(store);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.abandoned = new AbandonedLeases(store, executions);
        this.waiting = new WaitingRequests(store);
    }

    /** The answer to who asks. */
    public sealed interface Taking {
        /** The cluster is the asker's to write. */
        record Taken(Lease lease) implements Taking {
            public Taken {
                Objects.requireNonNull(lease, "lease");
            }
        }

        /** Another run has it, or nobody can tell who. */
        record InTheWay(Outcome outcome, String reason) implements Taking {
            public InTheWay {
                Objects.requireNonNull(outcome, "outcome");
                Objects.requireNonNull(reason, "reason");
            }
        }
    }

    /**
     * Takes the lease, or notes on it that the run's request waits for it, unless the same images are at work.
     *
     * @param holder the ARN of the execution that asks; asked again, it gets its own lease
     * @throws IllegalStateException if the lease changes all the time
     */
    public Taking take(Run run, String holder, Instant now) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<Taking> taking = tryToTake(run, holder, now);
            if (taking.isPresent()) {
                return taking.get();
            }
        }
        throw new IllegalStateException("the lease of " + run.clusterName() + " changes all the time");
    }

    /** Empty if the lease has changed before the request could be noted. */
    private Optional<Taking> tryToTake(Run run, String holder, Instant now) {
        Lease lease;
        try {
            lease = leases.take(run.cluster(), holder, run.name(), now);
        } catch (UnreadableLease e) {
            return Optional.of(new Taking.InTheWay(Outcome.REFUSED, e.getMessage()));
        }
        if (!isOf(holder, lease)) {
            lease = takenOver(lease, run, holder, now);
        }
        if (isOf(holder, lease)) {
            return Optional.of(new Taking.Taken(lease));
        }
        Taking.InTheWay other = inTheWay(lease, run);
        boolean said = other.outcome() == Outcome.DUPLICATE || waiting.note(run.cluster(), lease, run.name(), now);
        return said ? Optional.of(other) : Optional.empty();
    }

    private static boolean isOf(String holder, Lease lease) {
        return lease.state() == Lease.State.HELD && lease.holder().equals(holder);
    }

    private Lease takenOver(Lease lease, Run run, String holder, Instant now) {
        Lease parked = abandoned.park(run.cluster(), lease, now);
        if (parked.state() != Lease.State.PARKED) {
            return parked;
        }
        intents.withdrawPlanned(parked.run(), "the run's execution has ended", now);
        return intents.open(parked.run()).isEmpty() && !awaitsItsWord(parked, run.cluster())
                ? leases.takeOver(run.cluster(), parked, holder, run.name(), now)
                : parked;
    }

    /** Reconcile is about to report what is known of that run now: not before that is the lease free. */
    private boolean awaitsItsWord(Lease lease, ClusterArn cluster) {
        return runs.find(cluster, lease.run())
                .filter(run -> ResolvedOutcome.isOwed(run, intents.of(lease.run())))
                .isPresent();
    }

    private Taking.InTheWay inTheWay(Lease lease, Run run) {
        String cluster = run.clusterName();
        if (lease.state() == Lease.State.PARKED) {
            return waits("the lease of " + cluster + " is parked by run " + lease.run() + ": "
                    + intents.open(lease.run())
                            .map(open -> "what became of " + open.id() + " is not proved yet")
                            .orElse("how it ended is still to be told"));
        }
        if (!lease.heldByItsRun()) {
            return waits(lease.holder() + " is finding out what became of run " + lease.run() + " on " + cluster);
        }
        boolean sameWork = runs.find(run.cluster(), lease.run())
                .filter(other -> other.pins().equals(run.pins()))
                .isPresent();
        String holder = "run " + lease.run() + " (" + lease.holder() + ") is at work on " + cluster;
        return sameWork ? new Taking.InTheWay(Outcome.DUPLICATE, holder + " with the same images") : waits(holder);
    }

    private static Taking.InTheWay waits(String why) {
        return new Taking.InTheWay(
                Outcome.REFUSED, why + "; this request waits for that, and is looked at again once the lease is free");
    }
}
