package io.hyperpatch.rehearsal.twin;

import static io.hyperpatch.rehearsal.twin.Rehearsed.NEW;
import static io.hyperpatch.rehearsal.twin.Rehearsed.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RollbackTest {

    private static final String BATCHES = "ImageId: " + NEW + ", DeploymentConfig: {RollingUpdatePolicy:"
            + " {MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 16},"
            + " RollbackMaximumBatchSize: {Type: CAPACITY_PERCENTAGE, Value: 50}},"
            + " WaitIntervalInSeconds: 600, AutoRollbackConfiguration: [{AlarmName: wire}]}";
    private static final String EVEN = "pace: {pending: PT0S, settling: {min: PT0S}, nodeReplacement: {min: PT20M}}";

    private static Rehearsed inFirstBake(String unknowns) {
        Rehearsed rehearsed = Rehearsed.eks("{" + EVEN + ", unknowns: {" + unknowns + "}}");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("gpu", BATCHES);
        rehearsed.pass("PT21M");
        return rehearsed;
    }

    @Test
    void swapsCurrentAndDesiredImageWhileItRollsBack() {
        Rehearsed rehearsed = inFirstBake("");
        rehearsed.alarms.put("wire", AlarmState.ALARM);

        rehearsed.pass("PT2M");

        assertThat(rehearsed.status("gpu")).isEqualTo("RollbackInProgress");
        assertThat(rehearsed.group("gpu").path("CurrentImageId").asText()).isEqualTo(NEW);
        assertThat(rehearsed.group("gpu").path("DesiredImageId").asText()).isEqualTo(OLD);
    }

    @Test
    void bringsEveryNodeBackWhenAnAlarmGoesOffInTheWaitInterval() {
        Rehearsed rehearsed = inFirstBake("");
        rehearsed.alarms.put("wire", AlarmState.ALARM);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("gpu")).isEqualTo("RollbackComplete");
        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(OLD, 64));
        assertThat(rehearsed.truth("gpu").image()).isEqualTo(OLD);
        assertThat(rehearsed.group("gpu").path("CurrentImageId").asText()).isEqualTo(OLD);
        assertThat(rehearsed.group("gpu").path("TargetStateCount").asInt()).isEqualTo(64);
        assertThat(rehearsed.descriptions())
                .anyMatch(text -> text.contains("Alarms [wire] entered ALARM state. Initiating auto-rollback."));
    }

    @Test
    void doesNotWatchAlarmsOutsideTheWaitInterval() {
        Rehearsed rehearsed = inFirstBake("");
        rehearsed.pass("PT10M");
        rehearsed.alarms.put("wire", AlarmState.ALARM);
        rehearsed.pass("PT10M");

        assertThat(rehearsed.status("gpu")).isEqualTo("InProgress");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.untilNothingIsInEffect();
        assertThat(rehearsed.status("gpu")).isEqualTo("Succeeded");
    }

    @Test
    void failsClosedWhenAnAlarmIsMissing() {
        Rehearsed rehearsed = inFirstBake("");
        rehearsed.alarms.remove("wire");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("gpu")).isEqualTo("RollbackComplete");
        assertThat(rehearsed.descriptions()).anyMatch(text -> text.startsWith("Failed to evaluate alarms"));
    }

    @Test
    void failsOpenWhenAnAlarmIsMissingIfTheSwitchSaysSo() {
        Rehearsed rehearsed = inFirstBake("unreadableAlarmFailsClosed: false");
        rehearsed.alarms.remove("wire");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("gpu")).isEqualTo("Succeeded");
    }

    @Test
    void goesOnRollingBackWhenTheAlarmRecovers() {
        Rehearsed rehearsed = inFirstBake("");
        rehearsed.alarms.put("wire", AlarmState.ALARM);
        rehearsed.pass("PT2M");
        rehearsed.alarms.put("wire", AlarmState.OK);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("gpu")).isEqualTo("RollbackComplete");
    }

    @Test
    void goesForwardAgainWhenTheAlarmRecoversIfTheSwitchSaysSo() {
        Rehearsed rehearsed = inFirstBake("rollbackStopsWhenAlarmRecovers: true");
        rehearsed.alarms.put("wire", AlarmState.ALARM);
        rehearsed.pass("PT2M");
        rehearsed.alarms.put("wire", AlarmState.OK);

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("gpu")).isEqualTo("Succeeded");
        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(NEW, 64));
    }

    @Test
    void letsNoAlarmEndARollbackThatNoAlarmBegan() {
        Rehearsed rehearsed = Rehearsed.eks(
                "{mishaps: {lifecycleScriptFails: [gpu/1]}, unknowns: {rollbackStopsWhenAlarmRecovers: true}}");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("gpu", BATCHES);

        rehearsed.pass("P2D");

        assertThat(rehearsed.status("gpu")).isEqualTo("RollbackComplete");
        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(OLD, 64));
    }

    @Test
    void letsNoAlarmEndARollbackOnSlurm() {
        Rehearsed slurm = Rehearsed.slurm(
                "{mishaps: {lifecycleScriptFails: [compute/1]}, unknowns: {rollbackStopsWhenAlarmRecovers: true}}");
        slurm.alarms.put("theirs", AlarmState.OK);
        slurm.update(
                "compute",
                "ImageId: " + NEW + ", DeploymentConfig: {AutoRollbackConfiguration: [{AlarmName: theirs}]}");

        slurm.untilNothingIsInEffect();

        assertThat(slurm.status("compute")).isEqualTo("RollbackComplete");
        assertThat(slurm.truth("compute").nodesByImage()).isEqualTo(Map.of(OLD, 18));
    }

    @Test
    void rollsBackWhenALifecycleScriptFailsEveryTime() {
        Rehearsed rehearsed = Rehearsed.eks("{mishaps: {lifecycleScriptFails: [canary/1]}}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("canary")).isEqualTo("RollbackComplete");
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(OLD, 2));
        assertThat(rehearsed.truth("canary").nodes())
                .allMatch(node -> node.status().equals("Running"));
        assertThat(rehearsed.descriptions().stream()
                        .filter(text -> text.startsWith("Instance lifecycle script execution")))
                .hasSize(3);
    }

    @Test
    void rollsBackWhenThereIsNoCapacity() {
        Rehearsed rehearsed = Rehearsed.eks("{mishaps: {capacityErrors: [canary/0]}}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("canary")).isEqualTo("RollbackComplete");
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(OLD, 2));
    }

    @Test
    void leavesNodesInFailedMaintenanceWhenTheRollbackFails() {
        Rehearsed rehearsed =
                Rehearsed.eks("{mishaps: {lifecycleScriptFails: [canary/1], rollbackFailures: [canary/0]}}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("canary")).isEqualTo("Failed");
        assertThat(rehearsed.group("canary").path("Status").asText()).isEqualTo("Failed");
        assertThat(rehearsed.truth("canary").nodes().get(0).status()).isEqualTo("FailedMaintenance");
        assertThat(rehearsed.truth("canary").nodes().get(0).image()).isEqualTo(NEW);
        assertThat(rehearsed.truth("canary").nodes().get(1).image()).isEqualTo(OLD);
        assertThat(rehearsed.descriptions())
                .contains("Rollback failed for IG canary in Cluster train-a."
                        + " Some instances may be in FailedMaintenance state.");
    }

    @Test
    void leavesFinishedGroupsAloneWhenAnotherFails() {
        Rehearsed rehearsed = Rehearsed.eks("{mishaps: {lifecycleScriptFails: [gpu/5]}}");
        rehearsed.update("canary,gpu");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("canary")).isEqualTo("Succeeded");
        assertThat(rehearsed.status("gpu")).isEqualTo("RollbackComplete");
    }

    @Test
    void rollsFinishedGroupsBackWhenAnotherFailsIfTheSwitchSaysSo() {
        Rehearsed rehearsed =
                Rehearsed.eks("{mishaps: {lifecycleScriptFails: [gpu/5]}, unknowns: {finishedGroupsRolledBack: true}}");
        rehearsed.update("canary,gpu");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("canary")).isEqualTo("RollbackComplete");
        assertThat(rehearsed.truth("canary").image()).isEqualTo(OLD);
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(OLD, 2));
    }

    @Test
    void neverStartsAGroupWhoseTurnComesAfterAFailure() {
        Rehearsed rehearsed = Rehearsed.eks(
                "{mishaps: {lifecycleScriptFails: [canary/0]}," + " unknowns: {groupsOfOneCall: ONE_AFTER_ANOTHER}}");
        rehearsed.update("canary,gpu");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(OLD, 64));
        assertThat(rehearsed.hyperPod.truth().cluster("train-a").updatesInEffect())
                .isZero();
    }

    @Test
    void rollsBackNodesThatAutoRecoveryHasPutOnTheNewImage() {
        Rehearsed rehearsed = inFirstBake("");
        rehearsed.twin.replaceNode("gpu/60");
        rehearsed.alarms.put("wire", AlarmState.ALARM);

        rehearsed.untilNothingIsInEffect();
        rehearsed.pass("PT1H");

        assertThat(rehearsed.truth("gpu").nodesByImage()).isEqualTo(Map.of(OLD, 64));
    }

    @Test
    void endsWhereTheGroupAlreadyHadTheImageAndAnEarlierUpdateHadPassedTheNodeOver() {
        Rehearsed rehearsed = Rehearsed.eks("{mishaps: {pdbSkips: [canary/1], lifecycleScriptFails: [canary/1]}}");
        rehearsed.alarms.put("wire", AlarmState.OK);
        rehearsed.update("canary", BATCHES);
        rehearsed.untilNothingIsInEffect();
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(OLD, 1, NEW, 1));

        rehearsed.update("canary", "ImageId: " + NEW);
        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.status("canary")).isEqualTo("RollbackComplete");
    }
}
