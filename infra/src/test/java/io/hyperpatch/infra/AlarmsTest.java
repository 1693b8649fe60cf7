package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.infra.Synthesized.Resource;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final Synthesized deployment = Synthesized.of(Policies.EXAMPLE);

    private java.util.stream.Stream<Resource> alarms() {
        return deployment.resources("AWS::CloudWatch::Alarm");
    }

    private Resource alarm(String name) {
        return alarms().filter(alarm -> alarm.id().matches("Alarms" + name + "[0-9A-F]{8}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no alarm " + name));
    }

    @Test
    void everyAlarmTellsPeopleWhatItMeans() {
        assertThat(alarms()).isNotEmpty().allSatisfy(alarm -> {
            assertThat(deployment
                            .target(alarm.properties().at("/AlarmActions/0"))
                            .type())
                    .isEqualTo("AWS::SNS::Topic");
            assertThat(alarm.properties().get("AlarmDescription").textValue())
                    .startsWith("Hyperpatch: ")
                    .hasSizeBetween(80, 1024);
        });
    }

    @Test
    void everyWorkflowIsWatchedForEachBadEnd() {
        assertThat(WorkflowFile.all(Synthesized.ROOT.resolve("statemachines"))).allSatisfy(file -> {
            JsonNode is = alarm(WorkflowFile.camel(file.name()) + "Died").properties();
            assertThat(is.get("Threshold").intValue()).isEqualTo(1);
            assertThat(is.findValuesAsText("MetricName"))
                    .containsExactlyInAnyOrder("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted");
            assertThat(is.findValues("Value"))
                    .allSatisfy(machine -> assertThat(deployment.target(machine).id())
                            .startsWith("Workflows" + WorkflowFile.camel(file.name())));
        });
    }

    /** The first run that reaches nobody shows it; a filter that leaves a message out is somebody's wish. */
    @Test
    void whatIsDeliveredToNobodyIsSeen() {
        JsonNode is = alarm("NobodyIsTold").properties();

        assertThat(is.findValuesAsText("MetricName"))
                .containsExactlyInAnyOrder(
                        "NumberOfMessagesPublished",
                        "NumberOfNotificationsDelivered",
                        "NumberOfNotificationsFilteredOut");
        assertThat(is.findValuesAsText("Expression"))
                .containsExactly("IF(FILL(published, 0) > 0 AND FILL(delivered, 0) + FILL(filtered, 0) == 0, 1, 0)");
        assertThat(is.findValues("Period"))
                .allSatisfy(period -> assertThat(period.intValue()).isEqualTo(3600));
        assertThat(is.get("TreatMissingData").textValue()).isEqualTo("notBreaching");
    }

    @Test
    void aSingleDeadLetterIsHeardOf() {
        JsonNode is = alarm("DeadLetter").properties();

        assertThat(is.get("MetricName").textValue()).isEqualTo("ApproximateNumberOfMessagesVisible");
        assertThat(is.get("Threshold").intValue()).isEqualTo(1);
    }

    @Test
    void everyFunctionIsWatchedForErrors() {
        Set<String> watched = alarms().filter(alarm -> alarm.id().startsWith("AlarmsFunctionErrors"))
                .peek(alarm ->
                        assertThat(alarm.properties().findValues("MetricStat")).hasSizeLessThanOrEqualTo(10))
                .flatMap(alarm -> alarm.properties().findValues("Value").stream())
                .map(function -> deployment.target(function).id())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(watched).hasSameSizeAs(FunctionPlan.all());
    }

    @Test
    void aParkedLeaseAndAnOverdueRunStayInAlarmUntilTheNextCount() {
        for (String name : Set.of("LeaseParked", "RunOverdue")) {
            JsonNode is = alarm(name).properties();
            assertThat(is.get("Namespace").textValue()).isEqualTo("Hyperpatch");
            assertThat(is.get("TreatMissingData").textValue()).isEqualTo("ignore");
            assertThat(is.get("Threshold").intValue()).isEqualTo(1);
        }
    }

    /** Wires begin with hyperpatch-, in small letters: what the roles may delete, and what sweeps look for. */
    @Test
    void noAlarmOfTheInstallationIsTakenForAWire() {
        assertThat(HyperpatchStack.NAME).doesNotStartWith("hyperpatch");
        assertThat(alarms()).allSatisfy(alarm -> assertThat(alarm.properties().has("AlarmName"))
                .isFalse());
    }

    @Test
    void theDashboardShowsRunsNodesLeasesWorkflowsFunctionsAndAlarms() {
        String body = deployment
                .resources("AWS::CloudWatch::Dashboard")
                .findFirst()
                .orElseThrow()
                .properties()
                .toString();

        assertThat(body)
                .contains("MetricName=\\\\\\\"Runs\\\\\\\"")
                .contains("NodesPatched", "NodesSkipped", "NodesFailed", "RunDuration")
                .contains("ParkedLeases", "OldestRunAge", "OverdueRuns")
                .contains("ExecutionsStarted", "ExecutionsAborted", "ApproximateNumberOfMessagesVisible");
        alarms().forEach(alarm -> assertThat(body).contains(alarm.id()));
    }
}
