package io.hyperpatch.rehearsal.aws.cloudwatch;

import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.TestRegion;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class CloudWatchTest {

    private final TestRegion region = new TestRegion();
    private final CloudWatchClient cloudWatch = region.clients.cloudWatch();

    @Test
    void describesAnAlarmAsItWasPut() {
        put("wire", "ignore");

        MetricAlarm alarm = describe("wire");
        assertThat(alarm.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(alarm.alarmArn()).isEqualTo("arn:aws:cloudwatch:us-west-2:111122223333:alarm:wire");
        assertThat(alarm.alarmDescription()).isEqualTo("says \"x\" & {% y %}\nand z");
        assertThat(alarm.threshold()).isEqualTo(1.0);
        assertThat(alarm.period()).isEqualTo(60);
        assertThat(alarm.dimensions().getFirst().value()).isEqualTo("wire");
        assertThat(alarm.stateUpdatedTimestamp()).isBetween(START, START.plusSeconds(1));
        assertThat(alarm.actionsEnabled()).isTrue();
    }

    @Test
    void latchesAnAlarmThatIgnoresMissingData() {
        put("wire", "ignore");
        data("wire", 0);
        wait(10);
        assertThat(region.alarms.stateOf("wire")).isEqualTo(AlarmState.OK);
        wait(3600);
        assertThat(region.alarms.stateOf("wire")).isEqualTo(AlarmState.OK);

        data("wire", 1);
        wait(10);
        assertThat(region.alarms.stateOf("wire")).isEqualTo(AlarmState.ALARM);
        wait(7 * 86_400);
        assertThat(region.alarms.stateOf("wire")).isEqualTo(AlarmState.ALARM);
        assertThat(region.clock.nextAt()).as("a latched alarm costs nothing").isEmpty();
    }

    @Test
    void evaluatesNoAlarmWhileItIsLate() {
        region.alarms.late(START.plusSeconds(2), START.plusSeconds(1800));
        put("wire", "ignore");
        data("wire", 0);
        wait(1750);
        assertThat(region.alarms.stateOf("wire")).isEqualTo(AlarmState.INSUFFICIENT_DATA);

        wait(60);
        assertThat(region.alarms.stateOf("wire"))
                .as("the data point is too old by now")
                .isEqualTo(AlarmState.INSUFFICIENT_DATA);
        data("wire", 0);
        wait(10);
        assertThat(region.alarms.stateOf("wire")).isEqualTo(AlarmState.OK);
    }

    @Test
    void losesDataAsTheAlarmTreatsMissingData() {
        for (String treatment : List.of("missing", "breaching", "notBreaching")) {
            put(treatment, treatment);
            data(treatment, 1);
            wait(10);
            assertThat(region.alarms.stateOf(treatment)).isEqualTo(AlarmState.ALARM);
        }
        wait(600);

        assertThat(region.alarms.stateOf("missing")).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(region.alarms.stateOf("breaching")).isEqualTo(AlarmState.ALARM);
        assertThat(region.alarms.stateOf("notBreaching")).isEqualTo(AlarmState.OK);
    }

    @Test
    void revertsAStateThatWasOnlySet() {
        put("cpu", "notBreaching");
        data("cpu", 0);
        wait(10);
        region.as(
                "f",
                () -> cloudWatch.setAlarmState(
                        r -> r.alarmName("cpu").stateValue("ALARM").stateReason("a test")));
        assertThat(region.alarms.stateOf("cpu")).isEqualTo(AlarmState.ALARM);

        wait(90);
        assertThat(region.alarms.stateOf("cpu")).isEqualTo(AlarmState.OK);
    }

    @Test
    void tellsTheBusOfEachChange() {
        put("wire", "ignore");
        data("wire", 1);
        wait(10);

        JsonNode event = region.bus.events().getFirst();
        assertThat(event.path("detail-type").asText()).isEqualTo("CloudWatch Alarm State Change");
        assertThat(event.path("resources").path(0).asText()).endsWith(":alarm:wire");
        assertThat(event.at("/detail/state/value").asText()).isEqualTo("ALARM");
        assertThat(event.at("/detail/previousState/value").asText()).isEqualTo("INSUFFICIENT_DATA");
        assertThat(event.at("/detail/configuration/metrics/0/metricStat/metric/name")
                        .asText())
                .isEqualTo("Abort");
        assertThat(event.at("/detail/state/timestamp").asText()).endsWith("+0000");
    }

    @Test
    void leavesCompositeAlarmsOutUnlessAskedForThem() {
        put("a-metric", "ignore");
        region.alarms.putComposite("a-composite", "ALARM(a-metric)", AlarmState.OK);

        var plain = region.as("f", () -> cloudWatch.describeAlarms(r -> r.alarmNamePrefix("a-")));
        assertThat(plain.metricAlarms()).hasSize(1);
        assertThat(plain.compositeAlarms()).isEmpty();
        var both = region.as(
                "f",
                () -> cloudWatch.describeAlarms(r -> r.alarmTypes(AlarmType.COMPOSITE_ALARM, AlarmType.METRIC_ALARM)));
        assertThat(both.compositeAlarms().getFirst().alarmRule()).isEqualTo("ALARM(a-metric)");
        assertThat(both.metricAlarms()).hasSize(1);
    }

    @Test
    void pagesThroughAlarms() {
        IntStream.range(0, 120).forEach(i -> region.alarms.force("alarm-" + i, AlarmState.OK, "made so"));
        var all = region.as("f", () -> cloudWatch.describeAlarmsPaginator(r -> r.maxRecords(50)).metricAlarms().stream()
                .toList());

        assertThat(all).hasSize(120);
        assertThat(region.log.of("monitoring:DescribeAlarms")).hasSize(3);
    }

    @Test
    void deletesAlarmsAllOrNone() {
        put("one", "ignore");
        assertThatThrownBy(() -> region.as("f", () -> cloudWatch.deleteAlarms(r -> r.alarmNames("one", "two"))))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound"));
        assertThat(region.alarms.stateOf("one")).isEqualTo(AlarmState.INSUFFICIENT_DATA);

        region.as("f", () -> cloudWatch.deleteAlarms(r -> r.alarmNames("one")));
        assertThat(region.alarms.stateOf("one")).isEqualTo(AlarmState.MISSING);
        wait(600);
    }

    @Test
    void letsAScenarioPutAnAlarmIntoAStateAtATime() {
        region.alarms.forceAt(START.plusSeconds(100), "gpu-xid", AlarmState.ALARM, "an XID error");
        wait(99);
        assertThat(region.alarms.stateOf("gpu-xid")).isEqualTo(AlarmState.MISSING);
        wait(1);
        assertThat(region.alarms.stateOf("gpu-xid")).isEqualTo(AlarmState.ALARM);
        wait(86_400);
        assertThat(region.alarms.stateOf("gpu-xid")).isEqualTo(AlarmState.ALARM);
    }

    @Test
    void refusesWhatItDoesNotSupport() {
        assertThatThrownBy(() -> region.as("f", () -> cloudWatch.listMetrics()))
                .hasMessageContaining("monitoring does not support the operation ListMetrics");
        assertThatThrownBy(() -> region.as(
                        "f",
                        () -> cloudWatch.putMetricAlarm(r -> r.alarmName("x").extendedStatistic("p99"))))
                .hasMessageContaining("ExtendedStatistic");
    }

    private void put(String name, String missing) {
        region.as(
                "f",
                () -> cloudWatch.putMetricAlarm(r -> r.alarmName(name)
                        .alarmDescription("says \"x\" & {% y %}\nand z")
                        .namespace("Hyperpatch")
                        .metricName("Abort")
                        .dimensions(dimension(name))
                        .statistic(Statistic.MAXIMUM)
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .treatMissingData(missing)));
    }

    private void data(String name, double value) {
        MetricDatum datum = MetricDatum.builder()
                .metricName("Abort")
                .dimensions(dimension(name))
                .timestamp(region.clock.now())
                .value(value)
                .build();
        region.as(
                "f",
                () -> cloudWatch.putMetricData(r -> r.namespace("Hyperpatch").metricData(List.of(datum))));
    }

    private static Dimension dimension(String intent) {
        return Dimension.builder().name("Intent").value(intent).build();
    }

    private MetricAlarm describe(String name) {
        return region.as("f", () -> cloudWatch.describeAlarms(r -> r.alarmNames(name)))
                .metricAlarms()
                .getFirst();
    }

    private void wait(int seconds) {
        region.clock.runUntil(region.clock.now().plus(Duration.ofSeconds(seconds)));
    }
}
