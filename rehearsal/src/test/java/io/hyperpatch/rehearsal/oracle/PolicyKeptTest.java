package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that its policy, and all that was shown, allow; a test changes one thing. */
class PolicyKeptTest {
    private final Left left = Left.verified();

    @BeforeEach
    void everythingAllowsTheCall() {
        left.policy.putObject("image").putArray("owners").add("self");
        left.policy.putObject("rollout").putArray("alarms").add("xid-{cluster}");
        left.read("PlanIntent", "sagemaker:DescribeCluster", 0, """
                {"ClusterName": "c", "ClusterArn": "%s", "ClusterStatus": "InService", "Orchestrator": {"Eks": {}},
                 "InstanceGroups": [
                   {"InstanceGroupName": "gpu", "Status": "InService", "CurrentCount": 1, "TargetCount": 1},
                   {"InstanceGroupName": "cpu", "Status": "InService", "CurrentCount": 1, "TargetCount": 1}]}
                """.formatted(Left.ARN));
        left.read("ValidateImages", "ec2:DescribeImages", 0, """
                {"imagesSet": [{"imageId": "%s", "imageState": "available", "rootDeviceType": "ebs",
                   "virtualizationType": "hvm", "architecture": "x86_64", "imageOwnerId": "123456789012"}]}
                """.formatted(Left.PIN));
        alarm("OK");
        ((ObjectNode) left.calls.getFirst().request())
                .withArray("/DeploymentConfig/AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", "xid-c");
    }

    @Test
    void acceptsACallThatEverythingAllows() {
        assertThat(forbidden()).isEmpty();
    }

    @Test
    void noticesACallOfAPolicyThatOnlyObserves() {
        left.policy.put("mode", "observe");

        assertThat(forbidden()).singleElement().asString().contains("the policy only observes");
    }

    /** The run was admitted at minute 0, by whatever was stored then. */
    @ParameterizedTest
    @CsvSource({"mode,-1,true", "mode,1,false", "group,-1,true", "group,1,false", "cluster,-1,true", "cluster,1,false"})
    void noticesACallThatAPolicyForbidsWhichWasStoredBeforeTheRunBegan(String what, int minutes, boolean noticed) {
        ObjectNode later = left.policy.deepCopy();
        switch (what) {
            case "mode" -> later.put("mode", "observe");
            case "group" -> later.withObject("rollout").putArray("leaveOut").add("gpu");
            default -> later.putObject("clusters").putArray("names").add("another");
        }
        left.laterPolicies.add(new Evidence.LaterPolicy(Left.at(minutes), later));

        assertThat(forbidden()).hasSize(noticed ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"-60,true", "-1,true", "0,false", "2,false"})
    void noticesACallLongAfterTheKillSwitchWasTurnedOn(int minutes, boolean noticed) {
        left.turns.add(new Evidence.Turn(Left.at(minutes), true));

        assertThat(forbidden()).hasSize(noticed ? 1 : 0);
    }

    @Test
    void acceptsACallAfterTheKillSwitchWasTurnedOff() {
        left.turns.add(new Evidence.Turn(Left.at(-60), true));
        left.turns.add(new Evidence.Turn(Left.at(-30), false));

        assertThat(forbidden()).isEmpty();
    }

    @Test
    void noticesAnImageThatIsTooYoung() {
        left.oldEnough.put(Left.PIN, Left.at(2));

        assertThat(forbidden()).singleElement().asString().contains("is old enough only from");
    }

    @Test
    void acceptsAnImageThatIsJustOldEnough() {
        left.oldEnough.put(Left.PIN, Left.at(1));

        assertThat(forbidden()).isEmpty();
    }

    @Test
    void noticesAPolicysAlarmThatHasGoneOff() {
        alarm("ALARM");

        assertThat(forbidden()).singleElement().asString().contains("the alarm xid-c was missing, or in ALARM");
    }

    @Test
    void noticesAPolicysAlarmThatIsNotThere() {
        left.readings.removeIf(reading -> reading.action().equals("monitoring:DescribeAlarms"));

        assertThat(forbidden()).singleElement().asString().contains("the alarm xid-c was missing");
    }

    private void alarm(String state) {
        left.read("PlanIntent", "monitoring:DescribeAlarms", 0, """
                {"MetricAlarms": [{"AlarmName": "xid-c", "StateValue": "%s"}]}""".formatted(state));
    }

    private List<String> forbidden() {
        return left.broken(PolicyKept::noForbiddenStartCall);
    }
}
