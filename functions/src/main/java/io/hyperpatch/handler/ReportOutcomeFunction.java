package io.hyperpatch.handler;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.reconcile.aws.RunReporter;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.report.RunReport;
import io.hyperpatch.report.aws.CauseReader;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes down how a run ended, and tells people. */
public final class ReportOutcomeFunction
        extends JsonFunction<ReportOutcomeFunction.Input, ReportOutcomeFunction.Answer> {
    private final Runs runs;
    private final Unreported unreported;
    private final RunReporter reporter;
    private final Clock clock;

    /** @param execution the ARN of the execution that reports */
    public record Input(
            RunName run,
            ClusterRef cluster,
            String policy,
            Map<String, String> pins,
            String parent,
            String execution,
            RunEnd end,
            List<Step> steps,
            Optional<Outlook> outlook) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(execution, "execution");
            Objects.requireNonNull(end, "end");
            pins = Map.copyOf(pins);
            steps = List.copyOf(steps);
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
        this.runs = new Runs(store);
        this.unreported = new Unreported(store);
        this.reporter = new RunReporter(clusters, store, publisher, causes);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        ClusterArn arn = input.cluster().arn();
        unreported.expect(input.run(), arn, input.execution(), now);
        runs.begin(Run.planned(
                input.run(), arn, input.cluster().name(), input.policy(), input.pins(), input.parent(), now));
        Run run = runs.find(arn, input.run()).orElseThrow();
        RunPlan plan = new RunPlan(input.steps(), input.outlook().orElse(RunPlan.NONE.outlook()));
        RunReport report = reporter.ended(run, input.end(), plan, now);
        return new Answer(input.run(), input.cluster().name(), report.outcome(), report.reason());
    }
}
