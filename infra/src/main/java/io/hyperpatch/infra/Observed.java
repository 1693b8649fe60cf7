package io.hyperpatch.infra;

import io.hyperpatch.reconcile.aws.StandingMetrics;
import io.hyperpatch.report.aws.RunMetrics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sns.ITopic;

/** The metrics that alarms and dashboard are made of. Those of the product have no more dimensions than policy and outcome. */
final class Observed {
    static final Duration FIVE_MINUTES = Duration.minutes(5);
    static final Duration AN_HOUR = Duration.hours(1);
    static final Duration A_DAY = Duration.days(1);

    private static final String SUM = "Sum";
    private static final String MAXIMUM = "Maximum";

    private Observed() {}

    /** What reconcile counts every hour. */
    static Metric standing(String name) {
        return Metric.Builder.create()
                .namespace(RunMetrics.NAMESPACE)
                .metricName(name)
                .dimensionsMap(Map.of(StandingMetrics.COUNTED_BY, StandingMetrics.RECONCILE))
                .statistic(MAXIMUM)
                .period(AN_HOUR)
                .build();
    }

    /** One line for each policy and outcome. */
    static IMetric byOutcome(String name, String statistic, String label) {
        return search(name, statistic, "%s").label(label).build();
    }

    /** All policies and outcomes in one. */
    static IMetric inAll(String name, String label) {
        return search(name, SUM, "SUM(%s)").label(label).build();
    }

    private static MathExpression.Builder search(String name, String statistic, String function) {
        return MathExpression.Builder.create()
                .expression(function.formatted("SEARCH('{%s,%s,%s} MetricName=\"%s\"', '%s', %d)"
                        .formatted(
                                RunMetrics.NAMESPACE,
                                RunMetrics.POLICY,
                                RunMetrics.OUTCOME,
                                name,
                                statistic,
                                A_DAY.toSeconds().intValue())))
                .period(A_DAY)
                .usingMetrics(Map.of());
    }

    /** Executions that ended in no way that a workflow means to end. A sum with a missing part would be missing, too. */
    static IMetric badEnds(String name, Workflow workflow) {
        MetricOptions options = sum(FIVE_MINUTES);
        String id = name.replace('-', '_');
        return MathExpression.Builder.create()
                .expression("FILL(%1$s_failed, 0) + FILL(%1$s_timed_out, 0) + FILL(%1$s_aborted, 0)".formatted(id))
                .usingMetrics(new TreeMap<>(Map.of(
                        id + "_failed", workflow.machine().metricFailed(options),
                        id + "_timed_out", workflow.machine().metricTimedOut(options),
                        id + "_aborted", workflow.machine().metricAborted(options))))
                .label(name)
                .period(FIVE_MINUTES)
                .build();
    }

    /** @param functions at most ten: an alarm takes no more metrics */
    static IMetric errors(List<DeployedFunction> functions) {
        Map<String, IMetric> metrics = new TreeMap<>();
        functions.forEach(function ->
                metrics.put("e" + metrics.size(), function.function().metricErrors(sum(FIVE_MINUTES))));
        return MathExpression.Builder.create()
                .expression(
                        metrics.keySet().stream().map("FILL(%s, 0)"::formatted).collect(Collectors.joining(" + ")))
                .usingMetrics(metrics)
                .period(FIVE_MINUTES)
                .build();
    }

    /** 1 in an hour in which something was published and nothing was delivered, though no filter left it out. */
    static IMetric untold(ITopic topic) {
        MetricOptions hourly = sum(AN_HOUR);
        return MathExpression.Builder.create()
                .expression("IF(FILL(published, 0) > 0 AND FILL(delivered, 0) + FILL(filtered, 0) == 0, 1, 0)")
                .usingMetrics(new TreeMap<>(Map.of(
                        "published", topic.metricNumberOfMessagesPublished(hourly),
                        "delivered", topic.metricNumberOfNotificationsDelivered(hourly),
                        "filtered", topic.metricNumberOfNotificationsFilteredOut(hourly))))
                .label("published, and delivered to nobody")
                .period(AN_HOUR)
                .build();
    }

    static MetricOptions sum(Duration period) {
        return MetricOptions.builder().statistic(SUM).period(period).build();
    }

    static List<IMetric> each(Stream<? extends IMetric> metrics) {
        return metrics.map(IMetric.class::cast).toList();
    }
}
