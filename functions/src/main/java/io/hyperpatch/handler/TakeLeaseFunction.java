package io.hyperpatch.handler;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.LeaseRules;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.Executions;
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
public final class TakeLeaseFunction extends JsonFunction<TakeLeaseFunction.Input> {
    private final Runs runs;
    private final Unreported unreported;
    private final Leases leases;
    private final Intents intents;
    private final Signals signals;
    private final Executions executions;
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

    /** @param token the fencing token; absent unless the lease was taken */
    public record Answer(String verdict, Optional<Long> token, Optional<Outcome> outcome, String reason) {
        static Answer taken(Lease lease) {
            return new Answer("Taken", Optional.of(lease.token()), Optional.empty(), "the cluster is ours to write");
        }

        static Answer not(Outcome outcome, String reason) {
            return new Answer("NotTaken", Optional.empty(), Optional.of(outcome), reason);
        }
    }

    public TakeLeaseFunction(Store store, Executions executions, Clock clock) {
        super(Input.class);
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.signals = new Signals(store);
        this.executions = Objects.requireNonNull(executions);
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
        Lease lease = leases.take(cluster, input.holder(), input.run(), now);
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

    /**
     * A lease whose holder has ended is taken over, unless an intent of that run is unresolved: then it stays parked.
     *
     * <p>Parked first, so that the token has grown before the intents are read: a holder that is redriven in between can no longer
     * plan or call. What is interrupted after that goes on from the parked lease.
     */
    private Lease takenOver(Lease lease, Input input, Instant now) {
        ClusterArn cluster = input.cluster().arn();
        if (lease.state() == Lease.State.HELD) {
            if (!LeaseRules.abandoned(lease, executions.status(lease.holder()), now)) {
                return lease;
            }
            leases.park(cluster, lease, now);
        }
        Lease parked = leases.find(cluster).orElseThrow();
        if (parked.state() != Lease.State.PARKED) {
            return parked;
        }
        intents.withdrawPlanned(parked.run(), "the run's execution has ended", now);
        return intents.open(parked.run()).isEmpty() && !awaitsItsWord(parked, input)
                ? leases.takeOver(cluster, parked, input.holder(), input.run(), now)
                : parked;
    }

    /** People were told Unknown, and reconcile is about to tell them what is known now: not before that is the lease free. */
    private boolean awaitsItsWord(Lease lease, Input input) {
        return runs.find(input.cluster().arn(), lease.run())
                .filter(run -> run.outcome().filter(Outcome.UNKNOWN::equals).isPresent())
                .filter(run -> run.resolvedNotified().isEmpty())
                .isPresent();
    }

    private Answer inTheWay(Lease lease, Input input) {
        if (lease.state() == Lease.State.PARKED) {
            String intent =
                    intents.open(lease.run()).map(open -> open.id().toString()).orElse("an intent");
            return Answer.not(
                    Outcome.REFUSED,
                    "the lease of " + input.cluster().name() + " is parked by run " + lease.run() + ": what became of "
                            + intent + " is not proved yet");
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
