package io.hyperpatch.rehearsal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with a cluster is told when it does, and not because it was planned. */
class HarmTest {
    private static final String ROLLING = "ImageId: " + Rehearsed.NEW + ", DeploymentConfig: {RollingUpdatePolicy:"
            + " {MaximumBatchSize: {Type: CAPACITY_PERCENTAGE, Value: 50}}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource({"pdbSkips, 1", "lifecycleScriptFails, 1", "capacityErrors, 1", "nodeFailures, 1", "rollbackFailures, 0"
    })
    void mishapsAreToldOncePerNodeThatTheyStrike(String mishap, int times) {
        Rehearsed rehearsed = Rehearsed.eks("{mishaps: {" + mishap + ": [canary/0, gpu/1]}}");
        rehearsed.update("canary", ROLLING);

        rehearsed.untilNothingIsInEffect();

        assertThat(kinds(rehearsed)).isEqualTo(List.of(mishap).subList(0, times));
    }

    @Test
    void aFailedRollbackIsToldBesideWhatBeganTheRollback() {
        Rehearsed rehearsed =
                Rehearsed.eks("{mishaps: {lifecycleScriptFails: [canary/0], rollbackFailures: [canary/0]}}");
        rehearsed.update("canary", ROLLING);

        rehearsed.untilNothingIsInEffect();

        assertThat(kinds(rehearsed)).containsExactly("lifecycleScriptFails", "rollbackFailures");
    }

    @Test
    void noPodDisruptionBudgetStrikesWhereNothingIsDrained() {
        Rehearsed rehearsed = Rehearsed.eks("{mishaps: {pdbSkips: [canary/0]}}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.harms).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "nodeReplaced; node: gpu/5",
                "nodeFails; node: gpu/5",
                "scalingBegins; group: gpu, targetCount: 65, takes: PT5M",
                "updateByOthers; request: {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: gpu}], ImageId: ami-0c0ffee0000000002}"
            })
    void happeningsAreToldWhenTheirTimeHasCome(String kind, String what) {
        Rehearsed rehearsed = happening(kind, "afterStart: PT1H", what);

        rehearsed.pass("PT59M");
        assertThat(rehearsed.harms).isEmpty();
        rehearsed.pass("PT2M");

        assertThat(kinds(rehearsed)).containsExactly(kind);
    }

    @Test
    void whatWaitsForAnUpdateThatNeverBeginsIsNotTold() {
        Rehearsed rehearsed = happening("nodeFails", "afterUpdateBegins: PT1S", "node: gpu/5");

        rehearsed.pass("P10D");

        assertThat(rehearsed.harms).isEmpty();
    }

    @Test
    void anUpdateByOthersThatIsRefusedDoesNoHarm() {
        Rehearsed rehearsed = happening(
                "updateByOthers",
                "afterStart: PT10M",
                "request: {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: gpu}], ImageId: ami-0c0ffee0000000002}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.hyperPod.truth().calls()).hasSize(2);
        assertThat(rehearsed.harms).isEmpty();
    }

    @Test
    void aVolumeThatSomebodyAttachesDisturbsTheNodeOfItself() {
        Rehearsed rehearsed = happening("volumeAttaches", "afterStart: PT1H", "node: gpu/5, takes: PT2H");

        rehearsed.pass("PT1H1M");

        assertThat(rehearsed.truth("gpu").nodes())
                .filteredOn(node -> node.disturbed().isPresent())
                .singleElement()
                .satisfies(node -> assertThat(node.status()).isEqualTo("AttachInProgress"));
    }

    @Test
    void aStallIsToldOnceItHoldsSomethingBack() {
        Rehearsed idle = happening("stall", "afterStart: PT10M", "length: PT2H");
        idle.pass("P1D");
        Rehearsed busy = happening("stall", "afterStart: PT10M", "length: PT2H");
        busy.update("canary");
        busy.untilNothingIsInEffect();

        assertThat(idle.harms).isEmpty();
        assertThat(kinds(busy)).containsExactly("stall");
    }

    @Test
    void whatIsAimedAtANodeThatHasLeftBefallsNobody() {
        Rehearsed rehearsed = Rehearsed.eks("""
                happenings:
                  - { happens: scalingBegins, when: { afterStart: PT1M }, group: gpu, targetCount: 60, takes: PT1M }
                  - { happens: nodeFails, when: { afterStart: PT1H }, node: gpu/63 }
                  - { happens: nodeReplaced, when: { afterStart: PT1H }, node: gpu/62 }
                """);

        rehearsed.pass("PT2H");

        assertThat(kinds(rehearsed)).containsExactly("scalingBegins");
    }

    private static Rehearsed happening(String kind, String when, String what) {
        return Rehearsed.eks("{happenings: [{happens: %s, when: {%s}, %s}]}".formatted(kind, when, what));
    }

    private static List<String> kinds(Rehearsed rehearsed) {
        return rehearsed.harms.stream().map(Harm::kind).toList();
    }
}
