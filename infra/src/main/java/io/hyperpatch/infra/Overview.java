package io.hyperpatch.infra;

import io.hyperpatch.reconcile.aws.StandingMetrics;
import io.hyperpatch.report.aws.RunMetrics;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The dashboard: how runs end, what stands, what fails. */
final class Overview extends Construct {
    private static final int WIDE = 24;
    private static final int HALF = 12;
    private static final int THIRD = 8;

    private final Dashboard dashboard;

    Overview(Construct scope, String id) {
        super(scope, id);
        dashboard = Dashboard.Builder.create(this, "Dashboard").build();
    }

    void ofAlarms(List<Alarm> alarms) {
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("What must not happen silently")
                .alarms(alarms)
                .width(WIDE)
                .build());
    }

    void ofRuns() {
        dashboard.addWidgets(
                graph(
                        "Runs a day, by policy and outcome",
                        HALF,
                        List.of(Observed.byOutcome(RunMetrics.RUNS, "Sum", ""))),
                graph(
                        "Nodes a day",
                        HALF,
                        List.of(
                                Observed.inAll(RunMetrics.NODES_PATCHED, "patched"),
                                Observed.inAll(RunMetrics.NODES_SKIPPED, "skipped"),
                                Observed.inAll(RunMetrics.NODES_FAILED, "failed"))));
        dashboard.addWidgets(
                graph(
                        "Duration of runs, longest of the day (s)",
                        THIRD,
                        List.of(Observed.byOutcome(RunMetrics.RUN_DURATION, "Maximum", ""))),
                graph(
                        "Leases",
                        THIRD,
                        List.of(
                                Observed.standing(StandingMetrics.PARKED_LEASES),
                                Observed.standing(StandingMetrics.OVERDUE_RUNS))),
                graph("Age of the oldest run (s)", THIRD, List.of(Observed.standing(StandingMetrics.OLDEST_RUN))));
    }

    void ofWorkflows(Map<String, Workflow> workflows) {
        MetricOptions hourly = Observed.sum(Observed.AN_HOUR);
        dashboard.addWidgets(
                graph(
                        "Executions begun an hour",
                        HALF,
                        Observed.each(workflows.values().stream()
                                .map(workflow -> workflow.machine().metricStarted(hourly)))),
                graph("Executions that ended badly", HALF, labelled(workflows)));
    }

    private static List<IMetric> labelled(Map<String, Workflow> workflows) {
        return Observed.each(workflows.entrySet().stream()
                .map(workflow -> Observed.badEnds(workflow.getKey(), workflow.getValue())));
    }

    void ofFunctions(List<DeployedFunction> functions, IQueue deadLetters) {
        MetricOptions hourly = Observed.sum(Observed.AN_HOUR);
        dashboard.addWidgets(
                graph(
                        "Errors of functions an hour",
                        THIRD,
                        Observed.each(functions.stream()
                                .map(function -> function.function().metricErrors(hourly)))),
                graph(
                        "Longest invocations (ms)",
                        THIRD,
                        Observed.each(functions.stream().map(function -> function.function()
                                .metricDuration(MetricOptions.builder()
                                        .statistic("Maximum")
                                        .period(Observed.AN_HOUR)
                                        .build())))),
                graph("Dead letters", THIRD, List.of(deadLetters.metricApproximateNumberOfMessagesVisible())));
    }

    private static GraphWidget graph(String title, int width, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(width)
                .left(metrics)
                .build();
    }

    String name() {
        return dashboard.getDashboardName();
    }
}
