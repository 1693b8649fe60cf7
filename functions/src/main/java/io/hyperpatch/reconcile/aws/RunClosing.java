package io.hyperpatch.reconcile.aws;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.reconcile.LastWord;
import io.hyperpatch.reconcile.ResolvedOutcome;
import io.hyperpatch.report.NotSentYet;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.report.aws.CauseReader;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for a run whose execution has ended what its workflow no longer can: reports it, and gives its lease
 * back or parks it.
 *
 * <p>Whoever does it, janitor or reconcile, may do it twice and at any time. The outcome is recorded before
 * anything is given back: from then on the write before each start call is refused, whatever a redriven
 * execution does. A watch-update that is still at work for the dead run is left to itself: the lease's
 * token fences each of its looks.
 */
public final class RunClosing {
    private static final Logger LOG = LoggerFactory.getLogger(RunClosing.class);

    private final Runs runs;
    private final Unreported unreported;
    private final Intents intents;
    private final Proofs proofs;
    private final RunPlans plans;
    private final Leases leases;
    private final RunReporter reporter;
    private final LeaseReturn leaseReturn;

    public RunClosing(ClusterReader clusters, Wires wires, Store store, Publisher publisher, CauseReader causes) {
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
        this.plans = new RunPlans(store);
        this.leases = new Leases(store);
        this.reporter = new RunReporter(clusters, store, publisher, causes);
        this.leaseReturn = new LeaseReturn(clusters, wires, store);
    }

    /**
     * @param reported whether a report went out now
     * @param returned whether a lease was given back or parked now
     */
    public record Closed(boolean reported, boolean returned) {}

    /**
     * Closes a recorded run.
     *
     * @param execution the ARN of the execution that ended
     * @param died how it ended, in words
     */
    public Closed close(Run run, String execution, String died, Instant now) {
        intents.withdrawPlanned(run.name(), "the run's execution has ended", now);
        boolean reported = tell(run, died, now);
        Optional<Lease> held = leases.find(run.cluster())
                .filter(lease -> lease.state() == Lease.State.HELD)
                .filter(lease -> lease.holder().equals(execution));
        held.ifPresent(lease -> giveBackOrPark(run.cluster(), lease, now));
        return new Closed(reported, held.isPresent());
    }

    /** Sends the final report, if it is still owed and due. */
    public boolean tell(Run run, String died, Instant now) {
        boolean owed = run.notified().isEmpty() || unreported.find(run.name()).isPresent();
        if (owed) {
            RunPlan plan = plans.of(run.name());
            RunEnd end = LastWord.of(run, plan, intents.of(run.name()), proofs.of(run.name()), died);
            return went(() -> reporter.ended(run, end, plan, now));
        }
        return false;
    }

    /** Says how the run turned out to have ended, once no intent is open, if that is news and due. */
    public boolean tellResolved(ClusterArn cluster, RunName name, Instant now) {
        Run run = runs.find(cluster, name).orElseThrow();
        List<Intent> ofRun = intents.of(name);
        if (ofRun.stream().anyMatch(Intent::isOpen) || !ResolvedOutcome.isOwed(run, ofRun)) {
            return false;
        }
        RunPlan plan = plans.of(name);
        ResolvedOutcome known = ResolvedOutcome.of(run, plan, ofRun, proofs.of(name));
        return went(() -> reporter.resolved(run, known, plan, now));
    }

    /** A mail that is not due yet stays owed, and keeps nothing else waiting. */
    private static boolean went(Runnable report) {
        try {
            report.run();
            return true;
        } catch (NotSentYet later) {
            LOG.info("a report has to wait: {}", later.getMessage());
            return false;
        }
    }

    /** @return why the lease is parked; empty if it was given back */
    public Optional<String> giveBackOrPark(ClusterArn cluster, Lease held, Instant now) {
        return leaseReturn.giveBackOrPark(cluster, held, now);
    }
}
