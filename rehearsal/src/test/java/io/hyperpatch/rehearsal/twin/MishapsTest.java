package io.hyperpatch.rehearsal.twin;

import static io.hyperpatch.rehearsal.twin.Rehearsed.NEW;
import static io.hyperpatch.rehearsal.twin.Rehearsed.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MishapsTest {

    private static final String ROLLING = "ImageId: " + NEW + ", DeploymentConfig: {RollingUpdatePolicy:"
            + " {MaximumBatchSize: {Type: CAPACITY_PERCENTAGE, Value: 25}}}";
    private static final String SKIPS = "{mishaps: {pdbSkips: [gpu/3, gpu/7]}}";

    @Test
    void skipsNodesWhosePodDisruptionBudgetWouldBeViolatedAndStillSucceeds() {
        Rehearsed rehearsed = Rehearsed.eks(SKIPS);
        rehearsed.update("gpu", ROLLING);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("gpu")).isEqualTo("Succeeded");
        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(OLD, 2, NEW, 62));
        assertThat(rehearsed.group("gpu").path("TargetStateCount").asInt()).isEqualTo(62);
        assertThat(rehearsed.lastUpdate("gpu").skipped())
                .containsExactly(
                        rehearsed.truth("gpu").nodes().get(3).id(),
                        rehearsed.truth("gpu").nodes().get(7).id());
        assertThat(rehearsed.descriptions())
                .filteredOn(text -> text.endsWith("skipped due to PodDisruptionBudget constraint."))
                .hasSize(2);
    }

    @Test
    void reportsFailedWithSkippedNodesIfTheSwitchSaysSo() {
        Rehearsed rehearsed =
                Rehearsed.eks("{mishaps: {pdbSkips: [gpu/3]}, unknowns: {succeededWithSkippedNodes: false}}");
        rehearsed.update("gpu", ROLLING);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("gpu")).isEqualTo("Failed");
    }

    @Test
    void doesNotLookAtPodDisruptionBudgetsWithoutARollingPolicy() {
        Rehearsed rehearsed = Rehearsed.eks(SKIPS);
        rehearsed.update("gpu");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(NEW, 64));
        assertThat(rehearsed.descriptions()).noneMatch(text -> text.endsWith("cordoned and pods evicted."));
    }

    @Test
    void updatesSkippedNodesOnASecondCall() {
        Rehearsed rehearsed = Rehearsed.eks(SKIPS);
        rehearsed.update("gpu", ROLLING);
        rehearsed.untilNothingIsInEffect();

        rehearsed.update("gpu");
        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(NEW, 64));
    }

    @Test
    void endsSucceededWithANodeInFailure() {
        Rehearsed rehearsed = Rehearsed.eks("{mishaps: {nodeFailures: [canary/0]}}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("canary")).isEqualTo("Succeeded");
        assertThat(rehearsed.group("canary").path("Status").asText()).isEqualTo("Degraded");
        assertThat(rehearsed.group("canary").path("TargetStateCount").asInt()).isEqualTo(1);
        assertThat(rehearsed.truth("canary").nodes().getFirst().status()).isEqualTo("Failure");
        assertThat(rehearsed.events)
                .anyMatch(event ->
                        event.path("detail-type").asText().equals("SageMaker HyperPod Cluster Node Health Event")
                                && event.at("/detail/HealthSummary/HealthStatus")
                                        .asText()
                                        .equals("Unhealthy"));
    }

    @Test
    void putsAReplacedNodeOnTheDesiredImageUnderANewId() {
        Rehearsed rehearsed =
                Rehearsed.eks("{happenings: [{happens: nodeReplaced, when: {afterUpdateBegins: PT5M}, node: gpu/63}]}");
        String before = rehearsed.truth("gpu").nodes().get(63).id();
        rehearsed.update("gpu", ROLLING);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("gpu").nodes().get(63).id()).isNotEqualTo(before);
        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(NEW, 64));
        assertThat(rehearsed.status("gpu")).isEqualTo("Succeeded");
    }

    @Test
    void finishesAlthoughANodeIsReplacedInTheMiddleOfItsOwnUpdate() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {pending: PT0S}}");
        rehearsed.update("canary");
        rehearsed.pass("PT10M");
        rehearsed.twin.replaceNode("canary/0");

        rehearsed.untilNothingIsInEffect();
        rehearsed.pass("PT1H");

        assertThat(rehearsed.status("canary")).isEqualTo("Succeeded");
        assertThat(rehearsed.group("canary").path("TargetStateCount").asInt()).isEqualTo(2);
    }

    @Test
    void recoversAFailedNodeIfTheClusterDoesSo() {
        Rehearsed rehearsed = Rehearsed.eks();
        String id = rehearsed.truth("gpu").nodes().getFirst().id();
        rehearsed.twin.failNode(id, Optional.empty());

        assertThat(rehearsed.truth("gpu").nodes().getFirst().status()).isEqualTo("Failure");
        rehearsed.pass("PT1H");

        assertThat(rehearsed.truth("gpu").nodes()).hasSize(64).allMatch(node -> node.status()
                .equals("Running"));
        assertThat(rehearsed.truth("gpu").nodes()).noneMatch(node -> node.id().equals(id));
    }

    @Test
    void showsScalingAndAddsNodesWhenItEnds() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.twin.beginScaling("gpu", 70, Optional.empty());

        assertThat(rehearsed.group("gpu").at("/ActiveOperations/Scaling").asInt())
                .isEqualTo(1);
        assertThat(rehearsed.group("gpu").path("TargetCount").asInt()).isEqualTo(70);
        assertThat(rehearsed.group("gpu").path("CurrentCount").asInt()).isEqualTo(64);
        assertThat(rehearsed.describe().path("ClusterStatus").asText()).isEqualTo("InService");
        rehearsed.twin.endScaling("gpu");

        assertThat(rehearsed.group("gpu").path("ActiveOperations")).isEmpty();
        assertThat(rehearsed.group("gpu").path("CurrentCount").asInt()).isEqualTo(70);
    }

    @Test
    void letsSomebodyElseStartAnUpdate() {
        Rehearsed rehearsed = Rehearsed.eks(
                "{happenings: [{happens: updateByOthers, when: {afterStart: PT5M}, request:"
                        + " {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: gpu}], ImageId: ami-0c0ffee0000000002}}]}");

        rehearsed.pass("PT10M");

        assertThat(rehearsed.status("gpu")).isEqualTo("InProgress");
        assertThat(rehearsed.hyperPod.truth().calls()).hasSize(1).allMatch(Truth.Call::byOthers);
    }

    @Test
    void refusesABehaviourWithAMisspeltMember() {
        assertThatThrownBy(() -> Rehearsed.behaviour("{mishaps: {pdbSkip: [gpu/3]}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pdbSkip");
    }

    @Test
    void refusesAHappeningOnANodeThatDoesNotExist() {
        Rehearsed rehearsed = Rehearsed.eks();

        assertThatThrownBy(() -> rehearsed.twin.replaceNode("gpu/64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'gpu/64' is no node of cluster train-a");
    }
}
