package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.aws.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the policy's judge takes what the planning of a call had read: repeated pages, and groups emptied since. */
class PlannedCallsTest {

    private final Left left = Left.verified();

    @BeforeEach
    void theClusterIsReady() {
        left.policy.putObject("rollout").putArray("canary").add("cpu");
        described(0, 1);
    }

    @Test
    void countsABrokenNodeOnceHoweverOftenItsPageWasRead() {
        listed("i-gpu", "Failure");
        listed("i-gpu", "Failure");

        assertThat(forbidden()).isEmpty();
    }

    @Test
    void countsEachBrokenNode() {
        listed("i-gpu", "Failure");
        listed("i-gpu2", "Failure");

        assertThat(forbidden()).singleElement().asString().contains("group gpu had 2 broken nodes");
    }

    @Test
    void forbidsAFirstCallWhereNoCanaryHasANode() {
        described(1, 0);

        assertThat(forbidden())
                .singleElement()
                .asString()
                .contains("no group that the policy names as canary has a node");
    }

    @Test
    void allowsALaterCallOfTheRunAfterItsCanaryWasEmptied() {
        described(2, 0);
        left.call("StartUpdate", "UpdateClusterSoftware", left.request(), Left.at(3));

        assertThat(forbidden()).isEmpty();
    }

    private void described(int minutes, int canaryNodes) {
        left.readings.add(new Reading(
                Left.at(minutes), "PlanIntent", "sagemaker:DescribeCluster", Left.json("{}"), Left.json("""
                        {"ClusterName": "c", "ClusterStatus": "InService", "Orchestrator": {"Eks": {}}, "InstanceGroups": [
                          {"InstanceGroupName": "gpu", "Status": "InService", "CurrentCount": 2, "TargetCount": 2},
                          {"InstanceGroupName": "cpu", "Status": "InService", "CurrentCount": %d, "TargetCount": %d}]}
                        """.formatted(
                                canaryNodes, canaryNodes))));
    }

    private void listed(String id, String status) {
        left.readings.add(new Reading(
                Left.at(0).plus(Duration.ofSeconds(left.readings.size())),
                "PlanIntent",
                "sagemaker:ListClusterNodes",
                Left.json("{}"),
                Left.json("""
                        {"ClusterNodeSummaries": [
                          {"InstanceGroupName": "gpu", "InstanceId": "%s", "InstanceStatus": {"Status": "%s"}}]}
                        """.formatted(id, status))));
    }

    /** Only what is said of nodes: no image is shown here. */
    private List<String> forbidden() {
        return left.broken(PolicyKept::noForbiddenStartCall).stream()
                .filter(wrong -> wrong.contains("node"))
                .toList();
    }
}
