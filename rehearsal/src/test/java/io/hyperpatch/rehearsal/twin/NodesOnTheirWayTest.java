package io.hyperpatch.rehearsal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that do not run when a rehearsal begins: some never will, others will before long. */
class NodesOnTheirWayTest {

    @Test
    void withoutAnInstanceAreListedOnlyWhereLogicalIdsAreAskedFor() {
        Rehearsed rehearsed = Rehearsed.eks("{nodesBefore: [{node: canary/1, status: Pending, instance: false}]}");

        assertThat(listed(rehearsed, "")).hasSize(1).allMatch(node -> !node.has("NodeLogicalId"));
        JsonNode coming = listed(rehearsed, ", IncludeNodeLogicalIds: true").stream()
                .filter(node -> !node.has("InstanceId"))
                .findFirst()
                .orElseThrow();
        String logicalId = coming.path("NodeLogicalId").asText();
        assertThat(rehearsed
                        .call("DescribeClusterNode", "{ClusterName: train-a, NodeLogicalId: " + logicalId + "}")
                        .at("/NodeDetails/InstanceStatus/Status")
                        .asText())
                .isEqualTo("Pending");
    }

    @Test
    void withoutAnInstanceGetOneFromTheDesiredImage() {
        Rehearsed rehearsed = Rehearsed.eks("{nodesBefore: [{node: canary/1, status: Pending, instance: false}]}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(Rehearsed.NEW, 2));
        JsonNode node = listed(rehearsed, ", IncludeNodeLogicalIds: true").stream()
                .filter(each -> each.has("NodeLogicalId"))
                .findFirst()
                .orElseThrow();
        assertThat(node.path("InstanceId").asText()).startsWith("i-");
        assertThat(node.path("LastSoftwareUpdateTime")).isEqualTo(node.path("LaunchTime"));
    }

    @Test
    void areReadFromAListThatHoldsLogicalIdsOnly() {
        var document = Rehearsed.document("eks-67");
        JsonNode nodes = Rehearsed.read("""
                {ClusterNodeSummaries: [{InstanceGroupName: canary, NodeLogicalId: df268d19-f035-4f28-9b80-b956b92ae21e,
                 InstanceType: ml.p5.48xlarge, InstanceStatus: {Status: Pending, Message: ''}}]}""");

        ClusterDocument read = ClusterDocument.of(document, Optional.of(nodes));

        assertThat(read.nodes().orElseThrow()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AttachInProgress", "DetachInProgress", "DeepHealthCheckInProgress"})
    void areLeftAloneByAnUpdateAndRunAfterwards(String status) {
        Rehearsed rehearsed = Rehearsed.eks("{nodesBefore: [{node: canary/1, status: " + status
                + "}], pace: {instanceLaunch: {min: PT3H, max: PT3H}}}");
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();
        assertThat(statuses(rehearsed)).containsExactly("Running", status);

        rehearsed.pass("PT3H");

        assertThat(statuses(rehearsed)).containsExactly("Running", "Running");
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(Rehearsed.OLD, 1, Rehearsed.NEW, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failure", "FailedMaintenance", "NotFound"})
    void thatAreBrokenStaySo(String status) {
        Rehearsed rehearsed = Rehearsed.eks("{nodesBefore: [{node: canary/1, status: " + status + "}]}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();
        rehearsed.pass("P1D");

        assertThat(statuses(rehearsed)).containsExactly("Running", status);
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(Rehearsed.OLD, 1, Rehearsed.NEW, 1));
    }

    @Test
    void thatSomebodyAttachesAVolumeToRunAgainAfterwards() {
        Rehearsed rehearsed = Rehearsed.eks("""
                {happenings: [{happens: volumeAttaches, when: {afterStart: PT1M}, node: canary/0, takes: PT5M}]}""");
        rehearsed.pass("PT2M");
        assertThat(statuses(rehearsed)).containsExactly("AttachInProgress", "Running");
        assertThat(rehearsed.group("canary").path("TargetStateCount").asInt()).isEqualTo(1);

        rehearsed.pass("PT5M");

        assertThat(statuses(rehearsed)).containsExactly("Running", "Running");
    }

    private static List<String> statuses(Rehearsed rehearsed) {
        return rehearsed.truth("canary").nodes().stream()
                .map(Truth.Node::status)
                .toList();
    }

    private static List<JsonNode> listed(Rehearsed rehearsed, String more) {
        return StreamSupport.stream(
                        rehearsed
                                .call(
                                        "ListClusterNodes",
                                        "{ClusterName: train-a, InstanceGroupNameContains: canary" + more + "}")
                                .path("ClusterNodeSummaries")
                                .spliterator(),
                        false)
                .toList();
    }
}
