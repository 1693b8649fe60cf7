package io.hyperpatch.handler;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.report.Findings;
import io.hyperpatch.report.Reporting;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.report.RunReport;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Writes down how a run ended, and tells people. */
public final class ReportOutcomeFunction extends JsonFunction<ReportOutcomeFunction.Input> {
    private static final Logger LOG = LoggerFactory.getLogger(ReportOutcomeFunction.class);

    private final HyperPod hyperPod;
    private final Runs runs;
    private final Intents intents;
    private final Proofs proofs;
    private final Reporting reporting;
    private final Clock clock;

    public record Input(
            RunName run,
            ClusterRef cluster,
            String policy,
            Map<String, String> pins,
            String parent,
            RunEnd end,
            List<Step> steps,
            Optional<Outlook> outlook) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(end, "end");
            pins = Map.copyOf(pins);
            steps = List.copyOf(steps);
        }
    }

    /** What the execution of a run puts out. */
    public record Answer(RunName run, String cluster, Outcome outcome, String reason) {}

    public ReportOutcomeFunction(HyperPod hyperPod, Store store, Publisher publisher, Clock clock) {
        super(Input.class);
        this.hyperPod = Objects.requireNonNull(hyperPod);
        this.runs = new Runs(store);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
        this.reporting = new Reporting(runs, publisher::tellPeople, publisher::tellMachines);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        ClusterArn arn = input.cluster().arn();
        runs.begin(Run.planned(
                input.run(), arn, input.cluster().name(), input.policy(), input.pins(), input.parent(), now));
        Findings findings = findings(input, now);
        Run ended = runs.end(
                arn,
                input.run(),
                findings.outcome(),
                input.end().because(),
                input.end().until(),
                now);
        RunReport report = new Findings(
                        ended,
                        input.end(),
                        input.steps(),
                        findings.outlook(),
                        findings.intents(),
                        findings.proofs(),
                        findings.cluster(),
                        now)
                .report();
        reporting.report(report, now);
        return new Answer(input.run(), input.cluster().name(), report.outcome(), report.reason());
    }

    private Findings findings(Input input, Instant now) {
        return new Findings(
                runs.find(input.cluster().arn(), input.run()).orElseThrow(),
                input.end(),
                input.steps(),
                input.outlook().orElse(new Outlook(List.of(), "")),
                intents.of(input.run()),
                proofs.of(input.run()),
                cluster(input.cluster().arn()),
                now);
    }

    /** The report does without the cluster rather than stay away. */
    private Optional<Cluster> cluster(ClusterArn arn) {
        try {
            return Optional.of(hyperPod.describe(arn.toString()));
        } catch (SdkException e) {
            LOG.warn("the report goes out without a fresh reading of {}", arn, e);
            return Optional.empty();
        }
    }
}
