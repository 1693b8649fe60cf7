package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call for group gpu of a cluster in which all is well; a test changes one thing. */
class ShownReadyTest {
    private final ObjectNode policy = (ObjectNode) Left.json("{\"rollout\": {\"canary\": [\"cpu\"]}}");
    private final ObjectNode cluster = (ObjectNode) Left.json("""
            {"ClusterName": "c", "ClusterStatus": "InService", "NodeProvisioningMode": "Continuous",
             "Orchestrator": {"Eks": {}},
             "InstanceGroups": [
               {"InstanceGroupName": "cpu", "Status": "InService", "CurrentCount": 1, "TargetCount": 1},
               {"InstanceGroupName": "gpu", "Status": "InService", "CurrentCount": 4, "TargetCount": 4}]}""");
    private final List<JsonNode> nodes = new ArrayList<>();

    @Test
    void acceptsAClusterInWhichAllIsWell() {
        assertThat(wrong()).isEmpty();
    }

    @Test
    void noticesAClusterThatIsNotInService() {
        cluster.put("ClusterStatus", "Failed");

        assertThat(wrong()).hasValue("the cluster was Failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SoftwareUpdateStatus | \"InProgress\" | was being updated (InProgress)",
                "ActiveSoftwareUpdateConfig | {} | was being updated ()",
                "ActiveOperations | {\"Scaling\": 1} | was being scaled",
                "ActiveOperations | {\"DeepHealthCheck\": 1} | was in DeepHealthCheck",
                "ActiveOperations | {\"Rebalancing\": 1} | was in Rebalancing",
                "Status | \"Failed\" | was Failed",
                "Status | \"Degraded\" | was Degraded",
                "CurrentCount | 5 | had another count than it should have",
                "ScheduledUpdateConfig | {\"ScheduleExpression\": \"cron(0 3 ? * SUN *)\"} | is patched by the service itself",
                "AutoPatchConfig | {\"PatchingStrategy\": \"WhenIdle\"} | is patched by the service itself"
            })
    void noticesAGroupThatIsNotToBeTouchedNow(String member, String value, String why) {
        gpu().set(member, Left.json(value));

        assertThat(wrong()).hasValueSatisfying(wrong -> assertThat(wrong).contains("group gpu " + why));
    }

    @Test
    void noticesWorkInAGroupThatIsNotAskedFor() {
        ((ObjectNode) cluster.at("/InstanceGroups/0")).put("SoftwareUpdateStatus", "RollbackInProgress");

        assertThat(wrong()).hasValue("group cpu was being updated (RollbackInProgress)");
    }

    @Test
    void acceptsAShortageOfCapacity() {
        gpu().put("CurrentCount", 3)
                .put("MinCount", 2)
                .putObject("ActiveOperations")
                .put("Scaling", 1);

        assertThat(wrong()).isEmpty();
    }

    @Test
    void noticesAGroupThatThePolicyLeavesOut() {
        ((ObjectNode) policy.path("rollout")).putArray("leaveOut").add("gpu");

        assertThat(wrong()).hasValue("group gpu is to be left out");
    }

    @Test
    void allowsFewBrokenNodesAndTheStatusThatComesOfThem() {
        gpu().put("Status", "Degraded");
        node("Failure");

        assertThat(wrong()).isEmpty();
    }

    @Test
    void noticesMoreBrokenNodesThanThePolicyAllows() {
        node("Failure");
        node("NotFound");

        assertThat(wrong()).hasValue("group gpu had 2 broken nodes");
    }

    @Test
    void noticesANodeInADeepHealthCheck() {
        node("DeepHealthCheckInProgress");

        assertThat(wrong()).hasValue("group gpu was in a deep health check");
    }

    private ObjectNode gpu() {
        return (ObjectNode) cluster.at("/InstanceGroups/1");
    }

    private void node(String status) {
        nodes.add(Left.json(
                "{\"InstanceGroupName\": \"gpu\", \"InstanceStatus\": {\"Status\": \"%s\"}}".formatted(status)));
    }

    private Optional<String> wrong() {
        return ShownReady.wrong(
                new PolicyView(policy),
                Left.json("{\"InstanceGroups\": [{\"InstanceGroupName\": \"gpu\"}]}"),
                cluster,
                nodes);
    }
}
