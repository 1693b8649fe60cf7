package io.hyperpatch.reconcile.aws;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.reconcile.ResolvedOutcome;
import io.hyperpatch.report.Findings;
import io.hyperpatch.report.Mails;
import io.hyperpatch.report.Reporting;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.report.RunReport;
import io.hyperpatch.report.aws.CauseReader;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how a run ended, and tells people and machines, whoever it is that has to say it. */
public final class RunReporter {
    private static final Logger LOG = LoggerFactory.getLogger(RunReporter.class);

    private final ClusterReader clusters;
    private final Runs runs;
    private final Intents intents;
    private final Proofs proofs;
    private final Reporting reporting;
    private final Publisher publisher;
    private final CauseReader causes;

    public RunReporter(ClusterReader clusters, Store store, Publisher publisher, CauseReader causes) {
        this.clusters = Objects.requireNonNull(clusters);
        this.runs = new Runs(store);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
        this.publisher = Objects.requireNonNull(publisher);
        this.causes = Objects.requireNonNull(causes);
        this.reporting = new Reporting(
                runs, new Unreported(store), new Mails(store), publisher::tellPeople, publisher::tellMachines);
    }

    /** The final report of a recorded run; where an outcome is recorded already, that is told. */
    public RunReport ended(Run run, RunEnd end, RunPlan plan, Instant now) {
        Findings before = findings(run, end, plan, now);
        Run ended = runs.end(run.cluster(), run.name(), before.outcome(), before.reason(), end.until(), now);
        List<String> why = causes(ended.outcome().orElse(end.outcome()), before);
        RunReport report =
                findings(ended, end, plan, before.cluster(), why, now).report();
        tell(report, now);
        return report;
    }

    /** The report under {@code <run>/resolved}; where a resolved outcome is recorded already, that is told. */
    public RunReport resolved(Run run, ResolvedOutcome known, RunPlan plan, Instant now) {
        RunEnd end = new RunEnd(
                known.outcome(), Optional.of(known.reason()), Optional.empty(), Optional.empty(), Optional.empty());
        Findings before = findings(run, end, plan, now);
        Run resolved = runs.resolve(run.cluster(), run.name(), before.outcome(), before.reason(), now);
        List<String> why = causes(resolved.resolved().orElse(end.outcome()), before);
        RunReport report =
                findings(resolved, end, plan, before.cluster(), why, now).resolvedReport();
        tell(report, now);
        return report;
    }

    private void tell(RunReport report, Instant now) {
        switch (reporting.report(report, now)) {
            case Reporting.Result.Sent sent -> publisher.count(report);
            case Reporting.Result.SentBefore before -> LOG.info("people heard of it at {}", before.when());
        }
    }

    /** Of what was undone or has failed people want to know why; nothing else has a cause. */
    private List<String> causes(Outcome outcome, Findings findings) {
        return outcome == Outcome.ROLLED_BACK || outcome == Outcome.MIXED
                ? causes.causes(findings.cluster(), findings.intents())
                : List.of();
    }

    /**
     * A reading can go back to what was before the proof. One that contradicts it is therefore not believed at once: the cluster is read once
     * more, and that reading counts.
     */
    private Findings findings(Run run, RunEnd end, RunPlan plan, Instant now) {
        Findings first = findings(run, end, plan, cluster(run.cluster()), List.of(), now);
        return first.contradicted() ? findings(run, end, plan, cluster(run.cluster()), List.of(), now) : first;
    }

    private Findings findings(
            Run run, RunEnd end, RunPlan plan, Optional<Cluster> cluster, List<String> causes, Instant now) {
        return new Findings(
                run,
                end,
                plan.steps(),
                plan.outlook(),
                intents.of(run.name()),
                proofs.of(run.name()),
                cluster,
                causes,
                now);
    }

    /** The report does without the cluster rather than stay away. */
    private Optional<Cluster> cluster(ClusterArn arn) {
        try {
            return Optional.of(clusters.describe(arn));
        } catch (RuntimeException e) {
            LOG.warn("the report goes out without a fresh reading of {}", arn, e);
            return Optional.empty();
        }
    }
}
