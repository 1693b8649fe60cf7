package io.hyperpatch.handler;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.Admitted;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.aws.LeaseTaking;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Records the run and takes the cluster's lease, or says who holds it. It believes what was admitted, and
 * of its input only the key.
 */
public final class TakeLeaseFunction extends JsonFunction<TakeLeaseFunction.Input, TakeLeaseFunction.Answer> {
    private final Admitted admitted;
    private final Runs runs;
    private final Unreported unreported;
    private final LeaseTaking taking;
    private final Signals signals;
    private final Clock clock;

    /**
     * @param holder the ARN of the execution that asks
     * @see InputVersion version 1 handed over the request as well, which nobody reads
     */
    @JsonIgnoreProperties({"policy", "pins", "parent"})
    public record Input(RunName run, ClusterRef cluster, String holder) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(holder, "holder");
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The cluster is ours to write. */
        TAKEN,
        /** The same, and the run has made a start call before: it goes on from its record. */
        RESUMED,
        /** The run ends here. */
        NOT_TAKEN,
        /** The execution has no run of its own: nothing is done, and nothing is recorded. */
        NOT_ADMITTED
    }

    /** @param token the fencing token; absent unless the lease was taken */
    public record Answer(Verdict verdict, Optional<Long> token, Optional<Outcome> outcome, String reason) {
        static Answer taken(Verdict verdict, Lease lease) {
            return new Answer(verdict, Optional.of(lease.token()), Optional.empty(), "the cluster is ours to write");
        }

        static Answer not(Verdict verdict, Outcome outcome, String reason) {
            return new Answer(verdict, Optional.empty(), Optional.of(outcome), reason);
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
        this.admitted = new Admitted(store);
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
        this.taking = new LeaseTaking(store, executions);
        this.signals = new Signals(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        return switch (admitted.of(input.run(), input.cluster().arn(), input.holder(), now)) {
            case Admitted.Own own -> begin(own.run(), input.holder(), now);
            case Admitted.Ended ended -> Answer.not(Verdict.NOT_TAKEN, ended.outcome(), ended.reason());
            case Admitted.Stranger stranger -> Answer.not(Verdict.NOT_ADMITTED, Outcome.REFUSED, stranger.reason());
        };
    }

    private Answer begin(Run planned, String holder, Instant now) {
        unreported.expect(planned.name(), planned.cluster(), holder, now);
        runs.begin(planned);
        Run run = runs.find(planned.cluster(), planned.name()).orElseThrow();
        if (run.outcome().isPresent()) {
            // An execution that was redriven after its end had been reported for it: the first word stands, and nothing
            // may begin.
            return Answer.not(
                    Verdict.NOT_TAKEN,
                    run.outcome().get(),
                    "this run has been reported as " + run.outcome().get().word() + " already");
        }
        return switch (taking.take(run, holder, now)) {
            case LeaseTaking.Taking.Taken taken -> {
                signals.listen(run.cluster());
                yield Answer.taken(run.called() ? Verdict.RESUMED : Verdict.TAKEN, taken.lease());
            }
            case LeaseTaking.Taking.InTheWay other -> Answer.not(Verdict.NOT_TAKEN, other.outcome(), other.reason());
        };
    }
}
