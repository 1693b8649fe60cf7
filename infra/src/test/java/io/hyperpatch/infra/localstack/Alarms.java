package io.hyperpatch.infra.localstack;

import io.hyperpatch.rehearsal.twin.AlarmState;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** The alarms that the policy names, in LocalStack's CloudWatch. */
final class Alarms implements AutoCloseable {
    private static final String NAMESPACE = "Cluster";
    private static final int PERIOD_SECONDS = 60;

    private final CloudWatchClient cloudWatch;

    Alarms(LocalStack aws) {
        cloudWatch = aws.client(CloudWatchClient.builder());
    }

    /** Makes an alarm that is OK. */
    void make(String name) {
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName(name)
                .namespace(NAMESPACE)
                .metricName(name)
                .statistic(Statistic.MAXIMUM)
                .period(PERIOD_SECONDS)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData("ignore"));
        become(name, StateValue.OK);
    }

    /** A state that is set lasts until the alarm is evaluated; the data point makes it last longer. */
    void become(String name, StateValue state) {
        MetricDatum datum = MetricDatum.builder()
                .metricName(name)
                .timestamp(Instant.now())
                .value(state == StateValue.ALARM ? 1.0 : 0.0)
                .build();
        cloudWatch.putMetricData(data -> data.namespace(NAMESPACE).metricData(datum));
        cloudWatch.setAlarmState(
                change -> change.alarmName(name).stateValue(state).stateReason("the scenario says so"));
    }

    AlarmState stateOf(String name) {
        return cloudWatch.describeAlarms(request -> request.alarmNames(name)).metricAlarms().stream()
                .findFirst()
                .map(MetricAlarm::stateValueAsString)
                .map(AlarmState::valueOf)
                .orElse(AlarmState.MISSING);
    }

    @Override
    public void close() {
        cloudWatch.close();
    }
}
