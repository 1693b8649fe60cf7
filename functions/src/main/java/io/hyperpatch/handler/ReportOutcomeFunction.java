package io.hyperpatch.handler;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.hyperpatch.admission.Admitted;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.reconcile.LastWord;
import io.hyperpatch.reconcile.aws.RunReporter;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.report.RunReport;
import io.hyperpatch.report.aws.CauseReader;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import io.hyperpatch.text.Outside;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Records how a run ended, and notifies people. */
public final class ReportOutcomeFunction
        extends JsonFunction<ReportOutcomeFunction.Input, ReportOutcomeFunction.Answer> {
    /**
     * In characters; the mail has all of it, and a state of patch-fleet holds the ends of a page of
     * clusters.
     */
    private static final int LONGEST_REASON = 500;

    private final Requests requests;
    private final Admitted admitted;
    private final RunPlans plans;
    private final Proofs proofs;
    private final Runs runs;
    private final Unreported unreported;
    private final RunReporter reporter;
    private final Clock clock;

    /**
     * @param execution the ARN of the execution that reports
     * @param end how the run ended; absent where admission decided that
     * @param failure what else failed on the way of a decision to its report
     * @see InputVersion version 1 restated the request and the plan, which are read from the store
     */
    @JsonIgnoreProperties({"policy", "pins", "parent", "steps", "outlook"})
    public record Input(
            RunName run, ClusterRef cluster, String execution, Optional<RunEnd> end, Optional<RunEnd.Failure> failure) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(execution, "execution");
        }
    }

    /** What the execution of a run puts out. */
    public record Answer(RunName run, String cluster, Outcome outcome, String reason) {}

    public ReportOutcomeFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.REPORT_OUTCOME));
    }

    ReportOutcomeFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.store(), deployed.publisher(), deployed.causes(), deployed.clock());
    }

    public ReportOutcomeFunction(
            ClusterReader clusters, Store store, Publisher publisher, CauseReader causes, Clock clock) {
        super(Input.class);
        this.requests = new Requests(store);
        this.admitted = new Admitted(store);
        this.plans = new RunPlans(store);
        this.proofs = new Proofs(store);
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
        this.reporter = new RunReporter(clusters, store, publisher, causes);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        ClusterArn arn = input.cluster().arn();
        Run planned = admitted.toReport(input.run(), input.cluster(), input.execution(), now);
        refuseStrangers(input, planned);
        unreported.expect(input.run(), arn, input.execution(), now);
        runs.begin(planned);
        Run run = runs.find(arn, input.run()).orElseThrow();
        RunPlan plan = plans.of(input.run());
        RunEnd end = LastWord.ofWorkflow(end(input), plan, proofs.of(input.run()));
        RunReport report = reporter.ended(run, end, plan, now);
        return new Answer(
                input.run(), input.cluster().name(), report.outcome(), Outside.cut(report.reason(), LONGEST_REASON));
    }

    /** A run is reported by its own execution, or by one of the workflow that admitted it. */
    private static void refuseStrangers(Input input, Run planned) {
        if (!input.run().isNameOf(input.execution())
                && !machine(input.execution()).equals(machine(planned.parent()))) {
            throw new IllegalArgumentException("/execution: " + input.execution() + " is neither the execution of run "
                    + input.run() + " nor one of the workflow that admitted it, and may not report its end");
        }
    }

    private static String machine(String execution) {
        return execution.substring(0, execution.lastIndexOf(':') + 1);
    }

    private RunEnd end(Input input) {
        return input.end().orElseGet(() -> {
            RunRequest.End decided = requests.of(input.run())
                    .end()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "/end: is missing, and admission decided no end of run " + input.run()));
            RunEnd.Failure failure = input.failure().orElse(RunEnd.Failure.NONE);
            return new RunEnd(
                    decided.outcome(),
                    Optional.of(decided.reason()),
                    decided.until(),
                    failure.failedState(),
                    failure.error());
        });
    }
}
