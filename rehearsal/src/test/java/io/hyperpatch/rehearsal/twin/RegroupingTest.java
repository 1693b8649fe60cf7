package io.hyperpatch.rehearsal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RegroupingTest {

    @Test
    void addsAGroupThatRunsTheImageOfTheOneItIsLike() {
        Rehearsed rehearsed = Rehearsed.eks("""
                {happenings: [{happens: groupAdded, when: {afterStart: PT1H}, group: spare, like: gpu, targetCount: 3}]}""");
        rehearsed.pass("PT2H");

        assertThat(rehearsed.truth("spare").nodesByImage()).isEqualTo(Map.of(Rehearsed.OLD, 3));
        assertThat(rehearsed.group("spare").path("CurrentCount").asInt()).isEqualTo(3);
        assertThat(rehearsed.group("spare").path("CurrentImageId").asText()).isEqualTo(Rehearsed.OLD);
        assertThat(rehearsed.harms).extracting(Harm::kind).containsExactly("groupAdded");
    }

    @Test
    void removesAGroupOfWhichTheTruthKeepsTheName() {
        Rehearsed rehearsed =
                Rehearsed.eks("{happenings: [{happens: groupRemoved, when: {afterStart: PT1H}, group: canary}]}");
        rehearsed.pass("PT2H");

        assertThat(rehearsed.describe().path("InstanceGroups").findValuesAsText("InstanceGroupName"))
                .containsExactly("system", "gpu");
        assertThat(rehearsed.truth("canary").nodes()).isEmpty();
    }

    @Test
    void keepsHowTheUpdatesOfARemovedGroupMoved() {
        Rehearsed rehearsed =
                Rehearsed.eks("{happenings: [{happens: groupRemoved, when: {afterStart: P1D}, group: canary}]}");
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();
        var moves = rehearsed.moves("canary");
        assertThat(moves).isNotEmpty();

        rehearsed.pass("P2D");

        assertThat(rehearsed.truth("canary").nodes()).isEmpty();
        assertThat(rehearsed.moves("canary")).isEqualTo(moves);
    }

    @Test
    void letsNothingBefallAGroupThatIsGone() {
        Rehearsed rehearsed = Rehearsed.eks("""
                {happenings: [
                  {happens: scalingBegins, when: {afterStart: PT30M}, group: canary, targetCount: 5, takes: PT2H},
                  {happens: groupRemoved, when: {afterStart: PT1H}, group: canary},
                  {happens: groupRemoved, when: {afterStart: PT2H}, group: canary},
                  {happens: scalingBegins, when: {afterStart: PT3H}, group: canary, targetCount: 1, takes: PT1H},
                  {happens: groupAdded, when: {afterStart: PT4H}, group: spare, like: canary, targetCount: 1}]}""");
        rehearsed.pass("P1D");

        assertThat(rehearsed.truth("canary").nodes()).isEmpty();
        assertThat(rehearsed.harms).extracting(Harm::kind).containsExactly("scalingBegins", "groupRemoved");
    }

    @Test
    void removesNoGroupWhileItIsUpdated() {
        Rehearsed rehearsed = Rehearsed.eks(
                "{happenings: [{happens: groupRemoved, when: {afterUpdateBegins: PT10M}, group: canary}]}");
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("canary").nodes()).hasSize(2);
        assertThat(rehearsed.harms).isEmpty();
    }

    @Test
    void leavesTheClusterInTheStatusOfAFailedRollbackWhereTheSwitchSaysSo() {
        Rehearsed rehearsed = Rehearsed.eks("""
                {mishaps: {lifecycleScriptFails: [canary/0], rollbackFailures: [canary/0]},
                 unknowns: {clusterStatusAfterFailedRollback: ClusterMaintenanceRollbackFailed}}""");
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.describe().path("ClusterStatus").asText()).isEqualTo("ClusterMaintenanceRollbackFailed");
        assertThat(rehearsed.twin.somebodyUpdates(Rehearsed.read("{ClusterName: train-a, ImageId: default}")))
                .isFalse();
    }
}
