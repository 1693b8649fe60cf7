package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.aws.Returns;
import io.hyperpatch.admission.aws.Waking;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.DeadRuns;
import io.hyperpatch.reconcile.FailedSeries;
import io.hyperpatch.reconcile.aws.Rounds;
import io.hyperpatch.reconcile.aws.RunClosing;
import io.hyperpatch.reconcile.aws.UnresolvedTelling;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.report.aws.CauseReader;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports of a run what is still to be reported, gives its lease back or parks it again, and counts the
 * rounds that fail.
 */
public final class SettleRunFunction extends JsonFunction<SettleRunFunction.Input, SettleRunFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(SettleRunFunction.class);

    private final Executions executions;
    private final Runs runs;
    private final Unreported unreported;
    private final Leases leases;
    private final Intents intents;
    private final DeadRuns deadRuns;
    private final RunClosing closing;
    private final Waking waking;
    private final Rounds rounds;
    private final UnresolvedTelling telling;
    private final Clock clock;

    /**
     * The run to settle.
     *
     * @param holder the ARN of the reconcile execution; it holds the lease if it has taken it over
     * @param before what failed of the states of this round that came before; absent in an execution that an
     *     older version began
     */
    public record Input(ClusterArn cluster, RunName run, String holder, RunEnd.Failure before) {
        public Input {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(holder, "holder");
            before = Objects.requireNonNullElse(before, RunEnd.Failure.NONE);
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** Nothing is left to do for the run now. */
        SETTLED,
        /** Another round is at work, or the lease could not be taken over. */
        WAITING,
        /** The execution was redriven, and reports its end itself. */
        RUNNING
    }

    public record Answer(Verdict verdict, String reason) {}

    public SettleRunFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.SETTLE_RUN));
    }

    SettleRunFunction(Deployed deployed) {
        this(
                deployed.clusters(),
                deployed.wires(),
                deployed.executions(),
                deployed.store(),
                deployed.publisher(),
                deployed.causes(),
                deployed.returns(),
                deployed.clock());
    }

    public SettleRunFunction(
            ClusterReader clusters,
            Wires wires,
            Executions executions,
            Store store,
            Publisher publisher,
            CauseReader causes,
            Returns returns,
            Clock clock) {
        super(Input.class);
        this.executions = Objects.requireNonNull(executions);
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.deadRuns = new DeadRuns(store);
        this.rounds = new Rounds(store, executions);
        this.telling = new UnresolvedTelling(store, publisher);
        this.closing = new RunClosing(clusters, wires, store, publisher, causes);
        this.waking = new Waking(store, returns);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        if (!rounds.begin(input.cluster(), input.holder(), now)) {
            return new Answer(Verdict.WAITING, "another round of reconcile is at work on the cluster");
        }
        telling.begin(input.cluster(), input.run(), input.holder(), now);
        Answer answer = settleAndCount(input, now);
        rounds.end(input.cluster(), input.holder());
        return answer;
    }

    private Answer settleAndCount(Input input, Instant now) {
        Answer answer;
        try {
            answer = tookNoLease(input.before())
                    ? new Answer(Verdict.WAITING, "the lease could not be taken over")
                    : settle(input, now);
            waking.wake(input.cluster(), now);
        } catch (RuntimeException e) {
            failed(input, failure(input.before()).orElseGet(() -> failure(e)), now);
            throw e;
        }
        failure(input.before())
                .ifPresentOrElse(failure -> failed(input, failure, now), () -> telling.succeeded(input.run()));
        return answer;
    }

    private void failed(Input input, FailedSeries.Failure failure, Instant now) {
        telling.failed(input.cluster(), input.run(), input.holder(), failure, now);
    }

    /** The lease is in other hands: nothing of the run may be settled. */
    private static boolean tookNoLease(RunEnd.Failure before) {
        return before.failedState().filter("TakeOver"::equals).isPresent();
    }

    private static Optional<FailedSeries.Failure> failure(RunEnd.Failure before) {
        return before.failedState()
                .map(state -> failure(
                        state, before.error().orElse(new RunEnd.WorkflowError(Optional.empty(), Optional.empty()))));
    }

    private static FailedSeries.Failure failure(RuntimeException e) {
        return failure(
                "SettleRun",
                new RunEnd.WorkflowError(Optional.of(e.getClass().getName()), Optional.ofNullable(e.getMessage())));
    }

    /** Errors are alike by their names: what else they say may name a request. */
    private static FailedSeries.Failure failure(String state, RunEnd.WorkflowError error) {
        String because = new RunEnd.Failure(Optional.of(state), Optional.of(error)).because();
        return new FailedSeries.Failure(state + ": " + error.name().orElse("an error without a name"), because);
    }

    private Answer settle(Input input, Instant now) {
        Optional<KnownExecution> own =
                unreported.find(input.run()).map(entry -> executions.describe(entry.execution()));
        Optional<Lease> held = leases.find(input.cluster()).filter(lease -> lease.isHeldBy(input.holder()));
        boolean runs =
                own.filter(known -> known.status() == HolderStatus.RUNNING).isPresent();
        if (runs && held.isEmpty()) {
            return new Answer(Verdict.RUNNING, "the run's execution has been redriven: it tells its end itself");
        }
        Optional<Run> run = recorded(input, own, now);
        if (run.isEmpty()) {
            LOG.warn("nothing is known of run {} any more, so there is nothing to tell", input.run());
            unreported.told(input.run());
            return new Answer(Verdict.SETTLED, "nothing is known of the run");
        }
        intents.withdrawPlanned(input.run(), "the run's execution has ended", now);
        boolean told = closing.tell(run.get(), own.map(SettleRunFunction::died).orElse("its execution has ended"), now);
        boolean resolved = closing.tellResolved(input.cluster(), input.run(), now);
        String lease = held.map(mine -> closing.giveBackOrPark(input.cluster(), mine, now))
                .map(kept -> kept.map(why -> "parked the lease again: " + why).orElse("gave the lease back"))
                .orElse("held no lease");
        return new Answer(
                Verdict.SETTLED, (told ? "told its end, " : "") + (resolved ? "told how it turned out, " : "") + lease);
    }

    private Optional<Run> recorded(Input input, Optional<KnownExecution> own, Instant now) {
        return runs.find(input.cluster(), input.run())
                .or(() -> own.filter(known -> known.input().isPresent())
                        .filter(known -> input.run().isNameOf(known.arn()))
                        .flatMap(known -> deadRuns.of(known, now)));
    }

    private static String died(KnownExecution known) {
        return known.status() == HolderStatus.RUNNING
                ? "the execution had ended, and was redriven when its lease was in other hands"
                : known.inWords();
    }
}
