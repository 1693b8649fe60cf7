package io.hyperpatch.report.aws;

import io.hyperpatch.report.RunReport;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Counts runs that have ended, by policy and outcome: a line of the log, of which CloudWatch makes metrics.
 *
 * <p>A dashboard is not worth a report: whatever goes wrong here is logged, and that is all.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html">embedded
 *     metric format</a>
 */
public final class RunMetrics implements Consumer<RunReport> {
    public static final String NAMESPACE = "Hyperpatch";
    public static final String POLICY = "Policy";
    public static final String OUTCOME = "Outcome";

    /** Runs by how they were reported at their end. */
    public static final String RUNS = "Runs";

    /** Runs that were Unknown, by how they turned out to have ended. */
    public static final String RUNS_RESOLVED = "RunsResolved";

    /** In seconds. */
    public static final String RUN_DURATION = "RunDuration";

    public static final String NODES_PATCHED = "NodesPatched";
    public static final String NODES_SKIPPED = "NodesSkipped";
    public static final String NODES_FAILED = "NodesFailed";

    private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);

    private final Metrics metrics;

    public RunMetrics(Metrics metrics) {
        this.metrics = Objects.requireNonNull(metrics);
    }

    @Override
    public void accept(RunReport report) {
        try {
            metrics.flushMetrics(line -> write(report, line));
        } catch (RuntimeException e) {
            LOG.warn("run {} is not counted", report.run(), e);
        }
    }

    private static void write(RunReport report, Metrics line) {
        line.setNamespace(NAMESPACE);
        line.setDefaultDimensions(DimensionSet.of(
                POLICY, report.policy(), OUTCOME, report.outcome().word()));
        if (report.resolved()) {
            line.addMetric(RUNS_RESOLVED, 1, MetricUnit.COUNT);
            return;
        }
        Duration lasted = Duration.between(report.startedAt(), report.endedAt());
        line.addMetric(RUNS, 1, MetricUnit.COUNT);
        line.addMetric(RUN_DURATION, lasted.toSeconds(), MetricUnit.SECONDS);
        line.addMetric(NODES_PATCHED, report.patched(), MetricUnit.COUNT);
        line.addMetric(NODES_SKIPPED, report.skipped(), MetricUnit.COUNT);
        line.addMetric(NODES_FAILED, report.failed(), MetricUnit.COUNT);
    }
}
