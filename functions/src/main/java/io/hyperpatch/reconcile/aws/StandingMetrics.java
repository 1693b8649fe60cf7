package io.hyperpatch.reconcile.aws;

import io.hyperpatch.reconcile.Standing;
import io.hyperpatch.report.aws.RunMetrics;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Counts what stands, each time that reconcile looks. Alarms watch it, so its one dimension is the same in every installation.
 *
 * @see RunMetrics
 */
public final class StandingMetrics implements Consumer<Standing> {
    public static final String PARKED_LEASES = "ParkedLeases";
    public static final String OVERDUE_RUNS = "OverdueRuns";

    /** In seconds. */
    public static final String OLDEST_RUN = "OldestRunAge";

    public static final String COUNTED_BY = "CountedBy";
    public static final String RECONCILE = "reconcile";

    private static final Logger LOG = LoggerFactory.getLogger(StandingMetrics.class);

    private final Metrics metrics;

    public StandingMetrics(Metrics metrics) {
        this.metrics = Objects.requireNonNull(metrics);
    }

    @Override
    public void accept(Standing standing) {
        try {
            metrics.flushMetrics(line -> {
                line.setNamespace(RunMetrics.NAMESPACE);
                line.setDefaultDimensions(DimensionSet.of(COUNTED_BY, RECONCILE));
                line.addMetric(PARKED_LEASES, standing.parkedLeases(), MetricUnit.COUNT);
                line.addMetric(OVERDUE_RUNS, standing.overdueRuns(), MetricUnit.COUNT);
                line.addMetric(OLDEST_RUN, standing.oldestRun().toSeconds(), MetricUnit.SECONDS);
            });
        } catch (RuntimeException e) {
            LOG.warn("what stands is not counted: {}", standing, e);
        }
    }
}
