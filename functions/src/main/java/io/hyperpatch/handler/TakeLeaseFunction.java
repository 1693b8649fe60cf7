package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.UnreadableLease;
import io.hyperpatch.lease.aws.AbandonedLeases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.ResolvedOutcome;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Records the run and takes the cluster's lease, or says who holds it. */
public final class TakeLeaseFunction extends JsonFunction<TakeLeaseFunction.Input, TakeLeaseFunction.Answer> {
    private final Runs runs;
    private final Unreported unreported;
    private final Leases leases;
    private final Intents intents;
    private final Signals signals;
    private final AbandonedLeases abandoned;
    private final Clock clock;

    /** @param holder the ARN of the execution that asks */
    public record Input(
            RunName run, ClusterRef cluster, String policy, Map<String, String> pins, String parent, String holder) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            pins = Map.copyOf(pins);
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The cluster is ours to write. */
        TAKEN,
        /** The run ends here. */
        NOT_TAKEN
    }

    /** @param token the fencing token; absent unless the lease was taken */
    public record Answer(Verdict verdict, Optional<Long> token, Optional<Outcome> outcome, String reason) {
        static Answer taken(Lease lease) {
            return new Answer(
                    Verdict.TAKEN, Optional.of(lease.token()), Optional.empty(), "the cluster is ours to write");
        }

        static Answer not(Outcome outcome, String reason) {
            return new Answer(Verdict.NOT_TAKEN, Optional.empty(), Optional.of(outcome), reason);
        }
    }

    public TakeLeaseFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.TAKE_LEASE));
    }

    TakeLeaseFunction(Deployed deployed) {
        this(deployed.store(), deployed.executions(), deployed.clock());
    }

    public TakeLeaseFunction(Store store, Executions executions, Clock clock) {
        super(Input.class);
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.signals = new Signals(store);
        this.abandoned = new AbandonedLeases(store, executions);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        ClusterArn cluster = input.cluster().arn();
        unreported.expect(input.run(), cluster, input.holder(), now);
        runs.begin(Run.planned(
                input.run(), cluster, input.cluster().name(), input.policy(), input.pins(), input.parent(), now));
        Optional<Outcome> before = runs.find(cluster, input.run()).flatMap(Run::outcome);
        if (before.isPresent()) {
            // An execution that was redriven after its end had been told for it: the first word stands, and nothing may
            // begin.
            return Answer.not(
                    before.get(),
                    "this run has been reported as " + before.get().word() + " already");
        }
        Lease lease;
        try {
            lease = leases.take(cluster, input.holder(), input.run(), now);
        } catch (UnreadableLease e) {
            return Answer.not(Outcome.REFUSED, e.getMessage());
        }
        if (!mine(lease, input)) {
            lease = takenOver(lease, input, now);
        }
        if (!mine(lease, input)) {
            return inTheWay(lease, input);
        }
        signals.listen(cluster);
        return Answer.taken(lease);
    }

    private static boolean mine(Lease lease, Input input) {
        return lease.state() == Lease.State.HELD && lease.holder().equals(input.holder());
    }

    /** A lease whose holder has ended is taken over, unless something of that run is unresolved: then it stays parked. */
    private Lease takenOver(Lease lease, Input input, Instant now) {
        ClusterArn cluster = input.cluster().arn();
        Lease parked = abandoned.park(cluster, lease, now);
        if (parked.state() != Lease.State.PARKED) {
            return parked;
        }
        intents.withdrawPlanned(parked.run(), "the run's execution has ended", now);
        return intents.open(parked.run()).isEmpty() && !awaitsItsWord(parked, input)
                ? leases.takeOver(cluster, parked, input.holder(), input.run(), now)
                : parked;
    }

    /** Reconcile is about to tell people what is known of that run now: not before that is the lease free. */
    private boolean awaitsItsWord(Lease lease, Input input) {
        return runs.find(input.cluster().arn(), lease.run())
                .filter(run -> ResolvedOutcome.isOwed(run, intents.of(lease.run())))
                .isPresent();
    }

    private Answer inTheWay(Lease lease, Input input) {
        if (lease.state() == Lease.State.PARKED) {
            return Answer.not(
                    Outcome.REFUSED,
                    "the lease of " + input.cluster().name() + " is parked by run " + lease.run() + ": "
                            + intents.open(lease.run())
                                    .map(open -> "what became of " + open.id() + " is not proved yet")
                                    .orElse("how it ended is still to be told"));
        }
        if (!lease.heldByItsRun()) {
            return Answer.not(
                    Outcome.REFUSED,
                    lease.holder() + " is finding out what became of run " + lease.run() + " on "
                            + input.cluster().name());
        }
        boolean sameWork = runs.find(input.cluster().arn(), lease.run())
                .filter(run -> run.pins().equals(input.pins()))
                .isPresent();
        String holder = "run " + lease.run() + " (" + lease.holder() + ") is at work on "
                + input.cluster().name();
        return sameWork
                ? Answer.not(Outcome.DUPLICATE, holder + " with the same images")
                : Answer.not(Outcome.REFUSED, holder);
    }
}
