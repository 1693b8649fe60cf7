package io.hyperpatch.intent.aws;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.WireName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * The alarms in CloudWatch: our wires, and those that the policy names.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">missing data: with
 *     ignore, an alarm keeps its state, so that a single 1 latches it</a>
 */
public final class Wires {
    private static final String NAMESPACE = "Hyperpatch";
    private static final String METRIC = "Wire";
    private static final String DIMENSION = "Intent";
    private static final int PERIOD_SECONDS = 60;
    private static final int NAMES_PER_CALL = 100;

    private final CloudWatchClient cloudWatch;

    public Wires(CloudWatchClient cloudWatch) {
        this.cloudWatch = Objects.requireNonNull(cloudWatch);
    }

    /** Makes the wire and gives it a 0; both may be repeated. It is armed once {@link #states} reads it back as OK. */
    public void arm(Intent intent, Instant now) {
        Dimension dimension =
                Dimension.builder().name(DIMENSION).value(intent.wire()).build();
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName(intent.wire())
                .alarmDescription("Stops the update of " + intent.id() + " when it is raised. Made by Hyperpatch.")
                .namespace(NAMESPACE)
                .metricName(METRIC)
                .dimensions(dimension)
                .statistic(Statistic.MAXIMUM)
                .period(PERIOD_SECONDS)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData("ignore"));
        MetricDatum zero = MetricDatum.builder()
                .metricName(METRIC)
                .dimensions(dimension)
                .timestamp(now)
                .value(0.0)
                .build();
        cloudWatch.putMetricData(data -> data.namespace(NAMESPACE).metricData(zero));
    }

    public void delete(List<String> wires) {
        for (int from = 0; from < wires.size(); from += NAMES_PER_CALL) {
            List<String> names = wires.subList(from, Math.min(wires.size(), from + NAMES_PER_CALL));
            cloudWatch.deleteAlarms(request -> request.alarmNames(names));
        }
    }

    /** An alarm whose name begins as ours do. */
    public record Found(String name, Instant configuredAt) {}

    /** The alarms whose names begin as those of wires do, in the order of their names; at most so many pages of 100. */
    public List<Found> all(int pages) {
        List<Found> found = new ArrayList<>();
        String next = null;
        for (int page = 0; page < pages; page++) {
            String token = next;
            DescribeAlarmsResponse answer =
                    cloudWatch.describeAlarms(request -> request.alarmNamePrefix(WireName.PREFIX)
                            .alarmTypes(AlarmType.METRIC_ALARM)
                            .maxRecords(NAMES_PER_CALL)
                            .nextToken(token));
            answer.metricAlarms()
                    .forEach(alarm ->
                            found.add(new Found(alarm.alarmName(), alarm.alarmConfigurationUpdatedTimestamp())));
            next = answer.nextToken();
            if (next == null) {
                break;
            }
        }
        return found;
    }

    /** The state of each alarm that exists; DescribeAlarms leaves composite ones out unless asked for them. */
    public Map<String, String> states(List<String> names) {
        Map<String, String> states = new HashMap<>();
        if (names.isEmpty()) {
            return states;
        }
        DescribeAlarmsResponse answer = cloudWatch.describeAlarms(
                request -> request.alarmNames(names).alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
        answer.metricAlarms().forEach(alarm -> states.put(alarm.alarmName(), alarm.stateValueAsString()));
        answer.compositeAlarms().forEach(alarm -> states.put(alarm.alarmName(), alarm.stateValueAsString()));
        return states;
    }
}
