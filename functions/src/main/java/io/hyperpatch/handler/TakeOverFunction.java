package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.AbandonedLeases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.aws.Rounds;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes reconcile the holder of a lease that is parked, or whose holder has ended, so that nobody else can
 * write meanwhile.
 */
public final class TakeOverFunction extends JsonFunction<TakeOverFunction.Input, TakeOverFunction.Answer> {
    private final Leases leases;
    private final Rounds rounds;
    private final AbandonedLeases abandoned;
    private final Clock clock;

    /** @param holder the ARN of the reconcile execution that asks */
    public record Input(ClusterArn cluster, String holder) {
        public Input {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(holder, "holder");
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The round may resolve what the run left. */
        TAKEN,
        /** The lease is free, or in other hands. */
        NOT_TAKEN
    }

    /**
     * @param run whose lease it is: another run may have come in between
     * @param token the fencing token; like the run, absent unless the lease was taken over
     */
    public record Answer(Verdict verdict, Optional<RunName> run, Optional<Long> token, String reason) {
        static Answer taken(Lease lease) {
            return new Answer(
                    Verdict.TAKEN, Optional.of(lease.run()), Optional.of(lease.token()), "the lease was taken over");
        }

        static Answer not(String reason) {
            return new Answer(Verdict.NOT_TAKEN, Optional.empty(), Optional.empty(), reason);
        }
    }

    public TakeOverFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.TAKE_OVER));
    }

    TakeOverFunction(Deployed deployed) {
        this(deployed.executions(), deployed.store(), deployed.clock());
    }

    public TakeOverFunction(Executions executions, Store store, Clock clock) {
        super(Input.class);
        this.leases = new Leases(store);
        this.rounds = new Rounds(store, executions);
        this.abandoned = new AbandonedLeases(store, executions);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        if (!rounds.begin(input.cluster(), input.holder(), now)) {
            return Answer.not("another round of reconcile is at work on the cluster");
        }
        Answer answer = takeOver(input, now);
        if (answer.token().isEmpty()) {
            rounds.end(input.cluster(), input.holder());
        }
        return answer;
    }

    private Answer takeOver(Input input, Instant now) {
        Optional<Lease> found = leases.find(input.cluster());
        if (found.isEmpty() || found.get().state() == Lease.State.FREE) {
            return Answer.not("the lease is free");
        }
        if (mine(found.get(), input)) {
            return Answer.taken(found.get());
        }
        Lease parked = abandoned.park(input.cluster(), found.get(), now);
        if (parked.state() != Lease.State.PARKED) {
            return Answer.not("the lease is in the hands of " + parked.holder());
        }
        Lease taken = leases.takeOver(input.cluster(), parked, input.holder(), parked.run(), now);
        return mine(taken, input) ? Answer.taken(taken) : Answer.not("somebody else was faster: " + taken.holder());
    }

    private static boolean mine(Lease lease, Input input) {
        return lease.isHeldBy(input.holder());
    }
}
