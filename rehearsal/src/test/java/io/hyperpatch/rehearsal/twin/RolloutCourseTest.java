package io.hyperpatch.rehearsal.twin;

import static io.hyperpatch.rehearsal.twin.Rehearsed.NEW;
import static io.hyperpatch.rehearsal.twin.Rehearsed.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolloutCourseTest {

    private static final String BATCHES_OF_TEN =
            "ImageId: " + NEW + ", DeploymentConfig: {RollingUpdatePolicy: {MaximumBatchSize:"
                    + " {Type: INSTANCE_COUNT, Value: 10}}, WaitIntervalInSeconds: 600,"
                    + " AutoRollbackConfiguration: [{AlarmName: wire}]}";

    @Test
    void answersWithTheArnAlone() {
        JsonNode answer = Rehearsed.eks().update("gpu");

        assertThat(answer.toString())
                .isEqualTo("{\"ClusterArn\":\"arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6\"}");
    }

    @Test
    void goesFromPendingOverInProgressToSucceeded() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {settling: {min: PT0S}}}");
        rehearsed.update("canary");
        Set<String> seen = new LinkedHashSet<>();

        while (rehearsed.lastUpdate("canary").ended().isEmpty()) {
            seen.add(rehearsed.status("canary"));
            rehearsed.pass("PT10S");
        }
        seen.add(rehearsed.status("canary"));

        assertThat(seen).containsExactly("Pending", "InProgress", "Succeeded");
    }

    @Test
    void showsASuccessWhereThereWasNothingToDoIfTheServiceDoesThat() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {settling: {min: PT0S}}, unknowns: {nothingToDoShown: true}}");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("gpu", BATCHES_OF_TEN.replace(NEW, OLD));

        assertThat(rehearsed.status("gpu")).isEqualTo("InProgress");
        assertThat(rehearsed.group("gpu").at("/ActiveSoftwareUpdateConfig/AutoRollbackConfiguration/0/AlarmName"))
                .hasToString("\"wire\"");
        rehearsed.pass("PT1M");

        assertThat(rehearsed.status("gpu")).isEqualTo("Succeeded");
        assertThat(rehearsed.group("gpu").has("ActiveSoftwareUpdateConfig")).isFalse();
        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(OLD, 64));
        assertThat(rehearsed.status("canary")).isNotEqualTo("InProgress");
    }

    @Test
    void bringsEveryNodeToTheImageAndCountsThem() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("gpu", BATCHES_OF_TEN);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(NEW, 64));
        assertThat(rehearsed.group("gpu").path("CurrentImageId").asText()).isEqualTo(NEW);
        assertThat(rehearsed.group("gpu").path("DesiredImageId").asText()).isEqualTo(NEW);
        assertThat(rehearsed.group("gpu").path("TargetStateCount").asInt()).isEqualTo(64);
        assertThat(rehearsed.group("gpu").path("Status").asText()).isEqualTo("InService");
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(OLD, 2));
    }

    @Test
    void neverHasMoreNodesDownThanABatch() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("gpu", BATCHES_OF_TEN);
        long most = 0;

        while (rehearsed.lastUpdate("gpu").ended().isEmpty()) {
            rehearsed.pass("PT1M");
            most = Math.max(
                    most,
                    rehearsed.truth("gpu").nodes().stream()
                            .filter(node -> !node.status().equals("Running"))
                            .count());
        }

        assertThat(most).isEqualTo(10);
    }

    @Test
    void waitsBetweenBatchesButNotAfterTheLast() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {pending: PT0S, nodeReplacement: {min: PT20M}}}");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("gpu", BATCHES_OF_TEN);

        rehearsed.untilNothingIsInEffect();

        Duration expected = Duration.ofMinutes(7 * 20 + 6 * 10);
        assertThat(rehearsed.lastUpdate("gpu").ended()).contains(Rehearsed.START.plus(expected));
    }

    @Test
    void bakesTheLastBatchTooIfTheSwitchSaysSo() {
        Rehearsed rehearsed = Rehearsed.eks(
                "{pace: {pending: PT0S, nodeReplacement: {min: PT20M}}, unknowns: {lastBatchBaked: true}}");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("gpu", BATCHES_OF_TEN);

        rehearsed.untilNothingIsInEffect();

        Duration expected = Duration.ofMinutes(7 * 20 + 7 * 10);
        assertThat(rehearsed.lastUpdate("gpu").ended()).contains(Rehearsed.START.plus(expected));
    }

    @Test
    void replacesTheWholeGroupAtOnceWithoutARollingPolicy() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {pending: PT0S}}");
        rehearsed.update("gpu");

        rehearsed.pass("PT1M");

        assertThat(rehearsed.truth("gpu").nodes())
                .allMatch(node -> node.status().equals("SystemUpdating"));
        rehearsed.pass("PT30M");
        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(NEW, 64));
    }

    @Test
    void showsNothingOfAnAcceptedCallUntilItHasSettled() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {settling: {min: PT4S}}}");
        JsonNode before = rehearsed.describe();
        rehearsed.update("gpu", BATCHES_OF_TEN);

        rehearsed.pass("PT3S");

        assertThat(rehearsed.describe()).isEqualTo(before);
        rehearsed.pass("PT1S");
        assertThat(rehearsed.status("gpu")).isEqualTo("Pending");
        assertThat(rehearsed
                        .group("gpu")
                        .at("/ActiveSoftwareUpdateConfig/AutoRollbackConfiguration/0/AlarmName")
                        .asText())
                .isEqualTo("wire");
    }

    @Test
    void hidesTheActiveConfigAtTheEnd() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("canary", BATCHES_OF_TEN);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.group("canary").has("ActiveSoftwareUpdateConfig")).isFalse();
    }

    @Test
    void leavesTheActiveConfigIfTheSwitchSaysSo() {
        Rehearsed rehearsed = Rehearsed.eks("{unknowns: {activeConfigStays: true}}");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("canary", BATCHES_OF_TEN);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.group("canary").has("ActiveSoftwareUpdateConfig")).isTrue();
    }

    @Test
    void updatesGroupsOfOneCallInParallel() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {pending: PT0S}}");
        rehearsed.update("canary,gpu");

        rehearsed.pass("PT1M");

        assertThat(rehearsed.status("canary")).isEqualTo("InProgress");
        assertThat(rehearsed.status("gpu")).isEqualTo("InProgress");
    }

    @Test
    void updatesGroupsOfOneCallOneAfterAnotherIfTheSwitchSaysSo() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {pending: PT0S}, unknowns: {groupsOfOneCall: ONE_AFTER_ANOTHER}}");
        rehearsed.update("canary,gpu");

        rehearsed.pass("PT1M");

        assertThat(rehearsed.status("canary")).isEqualTo("InProgress");
        assertThat(rehearsed.status("gpu")).isEqualTo("Pending");
        rehearsed.untilNothingIsInEffect();
        assertThat(rehearsed.status("gpu")).isEqualTo("Succeeded");
    }

    @Test
    void doesNothingForAGroupThatIsOnTheImageAlready() {
        Rehearsed rehearsed = Rehearsed.eks();
        JsonNode before = rehearsed.describe();
        rehearsed.update("gpu", "ImageId: " + OLD);

        rehearsed.pass("P1D");

        assertThat(rehearsed.describe()).isEqualTo(before);
        assertThat(rehearsed.hyperPod.truth().cluster("train-a").updates()).isEmpty();
        assertThat(rehearsed.hyperPod.truth().calls()).hasSize(1).allMatch(Truth.Call::accepted);
    }

    @Test
    void resolvesDefaultToTheDefaultImage() {
        Rehearsed rehearsed = Rehearsed.eks("{images: {defaultImage: ami-0defa017000000009}}");
        rehearsed.update("canary", "ImageId: default");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("canary").image()).isEqualTo("ami-0defa017000000009");
    }

    @Test
    void givesEveryUpdatedNodeANewUpdateTime() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();

        JsonNode nodes = rehearsed
                .call("ListClusterNodes", "{ClusterName: train-a, InstanceGroupNameContains: canary}")
                .path("ClusterNodeSummaries");

        assertThat(nodes).hasSize(2).allSatisfy(node -> {
            Instant updated = Timestamps.read(node.path("LastSoftwareUpdateTime"));
            assertThat(updated).isAfter(Rehearsed.START);
            assertThat(node.path("LaunchTime").decimalValue())
                    .isLessThan(Timestamps.wire(updated).decimalValue());
        });
    }

    @Test
    void showsTheServicesCopyOfTheImageOnNodesDuringTheUpdateOnly() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {pending: PT0S}}");
        String id = rehearsed.truth("canary").nodes().getFirst().id();
        rehearsed.update("canary");
        rehearsed.pass("PT5M");

        JsonNode during = node(rehearsed, id);
        rehearsed.untilNothingIsInEffect();

        assertThat(during.path("CurrentImageId").asText()).isEqualTo(OLD);
        assertThat(during.path("DesiredImageId").asText()).startsWith("ami-").isNotIn(OLD, NEW);
        assertThat(node(rehearsed, id).path("CurrentImageId").asText()).isEqualTo(NEW);
        assertThat(node(rehearsed, id).path("DesiredImageId").asText()).isEqualTo(NEW);
    }

    private static JsonNode node(Rehearsed rehearsed, String id) {
        return rehearsed
                .call("DescribeClusterNode", "{ClusterName: train-a, NodeId: " + id + "}")
                .path("NodeDetails");
    }

    @Test
    void replacesASlurmGroupWholeWithoutAWaitInterval() {
        Rehearsed rehearsed = Rehearsed.slurm("{pace: {pending: PT0S, nodeReplacement: {min: PT20M}}}");
        rehearsed.update("compute", "ImageId: " + NEW + ", DeploymentConfig: {WaitIntervalInSeconds: 3600}");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.lastUpdate("compute").ended()).contains(Rehearsed.START.plusSeconds(20 * 60));
        assertThat(rehearsed.truth("compute").nodesByImage()).isEqualTo(Map.of(NEW, 18));
    }

    @Test
    void makesNoProgressWhileItStalls() {
        Rehearsed rehearsed = Rehearsed.eks(
                "{pace: {pending: PT0S}, happenings: [{happens: stall, when: {afterUpdateBegins: PT1M}, length: P1D}]}");
        rehearsed.update("canary");

        rehearsed.pass("PT23H");

        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(OLD, 2));
        rehearsed.untilNothingIsInEffect();
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(NEW, 2));
    }

    @Test
    void playsTheSameTwiceFromTheSameSeed() {
        List<String> first = course();

        assertThat(course()).isEqualTo(first).hasSizeGreaterThan(100);
    }

    private static List<String> course() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.update("gpu");
        rehearsed.untilNothingIsInEffect();
        return rehearsed.events.stream().map(JsonNode::toString).toList();
    }

    @Test
    void takesFourteenDaysNodeByNodeWithAnHourBetween() {
        Rehearsed rehearsed = new Rehearsed(Rehearsed.document("eks-14-days"), "{}");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update(
                "gpu",
                "ImageId: " + NEW + ", DeploymentConfig: {RollingUpdatePolicy: {MaximumBatchSize:"
                        + " {Type: INSTANCE_COUNT, Value: 1}}, WaitIntervalInSeconds: 3600,"
                        + " AutoRollbackConfiguration: [{AlarmName: wire}]}");

        rehearsed.untilNothingIsInEffect();

        Instant ended = rehearsed.lastUpdate("gpu").ended().orElseThrow();
        assertThat(Duration.between(Rehearsed.START, ended)).isBetween(Duration.ofDays(13), Duration.ofDays(15));
        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(NEW, 237));
    }

    @Test
    void carriesOnAnUpdateThatTheDocumentShowsUnderWay() {
        ObjectNode document = Rehearsed.document("eks-67");
        ObjectNode gpu = (ObjectNode) document.path("InstanceGroups").get(2);
        gpu.put("SoftwareUpdateStatus", "InProgress").put("DesiredImageId", NEW).put("TargetStateCount", 20);
        Rehearsed rehearsed = new Rehearsed(document, "{}");

        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(OLD, 44, NEW, 20));
        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(NEW, 64));
        assertThat(rehearsed.status("gpu")).isEqualTo("Succeeded");
    }
}
