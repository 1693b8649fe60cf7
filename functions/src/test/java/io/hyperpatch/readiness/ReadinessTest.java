package io.hyperpatch.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PREDICTED = Duration.ofHours(4);
    private static final Set<String> TARGETS = Set.of("gpu", "canary");

    private final ClusterFixture fixture = new ClusterFixture();

    @Test
    void isReadyWhenAllIsInServiceAndNothingIsUnderWay() {
        assertThat(decide())
                .isEqualTo(new Readiness.Ready(
                        List.of("canary", "gpu"),
                        List.of(),
                        "cluster train-a is in service and nothing is under way in canary, gpu"));
    }

    @Test
    void isReadyAfterAnUpdateThatHasEndedThoughItsConfigurationIsStillShown() {
        fixture.group("gpu", group -> {
            group.put("SoftwareUpdateStatus", "Succeeded");
            showAlarm(group, "theirs");
        });

        assertThat(rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Creating", "Deleting", "Failed", "RollingBack", "SystemUpdating", "Updating", "Dreaming"})
    void refusesAClusterThatIsNotInService(String status) {
        fixture.with(cluster -> cluster.put("ClusterStatus", status).put("FailureMessage", "say \"why\""));

        assertThat(rules()).containsExactly("cluster-in-service");
        assertThat(decide().reason()).contains("its status is " + status, "say \"why\"");
    }

    @Test
    void saysThatAContinuousClusterIsNotInService() {
        fixture.with(cluster -> cluster.put("ClusterStatus", "Updating")
                .put("FailureMessage", "")
                .put("NodeProvisioningMode", "Continuous"));

        assertThat(decide().reason()).contains("although it provisions its nodes continuously [");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Degraded", "Failed", "Updating", "Creating", "Deleting", "SystemUpdating", ""})
    void refusesATargetGroupThatIsNotInService(String status) {
        fixture.group("gpu", group -> group.put("Status", status));

        assertThat(rules()).containsExactly("groups-in-service");
        assertThat(decide().reason()).contains("group gpu has the status '" + status + "'");
    }

    @Test
    void doesNotMindTheStatusOfAGroupThatIsNoTarget() {
        fixture.group("system", group -> group.put("Status", "Degraded"));

        assertThat(rules()).isEmpty();
    }

    @Test
    void refusesAGroupThatTheClusterDoesNotHave() {
        Readiness.NotReady notReady = (Readiness.NotReady) decide(Set.of("gpu", "ghost"));

        assertThat(notReady.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.rule()).isEqualTo("groups-known");
            assertThat(obstacle.group()).contains("ghost");
            assertThat(obstacle.remedy()).contains("system, canary, gpu");
        });
    }

    @Test
    void refusesARestrictedGroup() {
        assertThat(rules(decide(Set.of("gpu", "nova")))).containsExactly("not-restricted");
    }

    @Test
    void leavesOutAnEmptyGroupWithANote() {
        fixture.group("canary", group -> group.put("CurrentCount", 0).put("TargetCount", 0));

        assertThat(decide()).isInstanceOfSatisfying(Readiness.Ready.class, ready -> {
            assertThat(ready.groups()).containsExactly("gpu");
            assertThat(ready.notes()).singleElement().asString().contains("group canary has no nodes");
            assertThat(ready.reason()).contains("group canary has no nodes");
        });
    }

    @Test
    void refusesWhenAllTargetGroupsAreEmpty() {
        fixture.group("canary", group -> group.put("CurrentCount", 0).put("TargetCount", 0));

        assertThat(rules(decide(Set.of("canary")))).containsExactly("nodes-to-patch");
    }

    @Test
    void refusesARunThatNamesNoGroup() {
        assertThat(rules(decide(Set.of()))).containsExactly("nodes-to-patch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "InProgress", "RollbackInProgress", "Pondering"})
    void refusesBesideAnUpdateInAnyGroup(String status) {
        fixture.group("system", group -> {
            group.put("SoftwareUpdateStatus", status);
            showAlarm(group, "their \"alarm\"");
        });

        assertThat(rules()).containsExactly("no-update-under-way");
        assertThat(decide().reason()).contains("group system (" + status, "with the alarms their \"alarm\"");
    }

    @Test
    void refusesBesideAnUpdateThatShowsItsConfigurationBeforeItsStatus() {
        fixture.group("system", group -> showAlarm(group, "theirs"));

        assertThat(rules()).containsExactly("no-update-under-way");
    }

    @Test
    void refusesWhileAnyGroupIsScaled() {
        fixture.group("system", group -> group.putObject("ActiveOperations").put("Scaling", 1));

        assertThat(rules()).containsExactly("no-scaling-under-way");
    }

    @ParameterizedTest
    @CsvSource({"63,64", "64,63", "3,0"})
    void refusesWhileATargetGroupHasAnotherCountThanItShallHave(int current, int target) {
        fixture.group("gpu", group -> group.put("CurrentCount", current).put("TargetCount", target));

        assertThat(rules()).containsExactly("no-scaling-under-way");
        assertThat(decide().reason()).contains("it has " + current + " nodes and shall have " + target);
    }

    @Test
    void refusesWhileTheGroupShowsADeepHealthCheck() {
        fixture.group("gpu", group -> group.putObject("ActiveOperations").put("DeepHealthCheck", 1));

        assertThat(rules()).containsExactly("no-deep-health-check");
    }

    @Test
    void refusesWhileNodesShowADeepHealthCheckAndNamesTheFirst() {
        List<Node> nodes = IntStream.range(0, 7)
                .mapToObj(i -> node("i-" + i, "gpu", "DeepHealthCheckInProgress"))
                .toList();
        Readiness readiness = Readiness.decide(fixture.cluster(), nodes, TARGETS, PREDICTED, NOW);

        assertThat(rules(readiness)).containsExactly("no-deep-health-check");
        assertThat(readiness.reason()).contains("(i-0, i-1, i-2, i-3, i-4 and 2 more)");
    }

    @Test
    void doesNotMindADeepHealthCheckOutsideTheTargetGroups() {
        List<Node> nodes = List.of(node("i-0", "system", "DeepHealthCheckInProgress"), node("i-1", "gpu", "Running"));

        assertThat(rules(Readiness.decide(fixture.cluster(), nodes, TARGETS, PREDICTED, NOW)))
                .isEmpty();
    }

    @Test
    void refusesBesideAnOperationThatItDoesNotKnow() {
        fixture.group(
                "gpu",
                group -> group.putObject("ActiveOperations").put("Scaling", 0).put("Teleporting", 1));

        assertThat(rules()).containsExactly("no-other-operation");
        assertThat(decide().reason()).contains("'Teleporting'");
    }

    @Test
    void refusesANativeScheduleAndSaysThatItFiresWithinTheRun() {
        schedule("cron(0 12 ? * SUN *)");

        assertThat(rules()).containsExactly("no-native-schedule");
        assertThat(decide().reason())
                .contains(
                        "cron(0 12 ? * SUN *)",
                        "fires next at 2026-11-22T12:00:00Z, inside the predicted time of this run (until"
                                + " 2026-11-22T15:00:00Z)");
    }

    @Test
    void refusesANativeScheduleThatFiresAfterTheRunAndSaysSo() {
        schedule("cron(0 12 ? * MON *)");

        assertThat(rules()).containsExactly("no-native-schedule");
        assertThat(decide().reason())
                .contains("fires next at 2026-11-23T12:00:00Z, after the predicted end of this run");
    }

    @Test
    void refusesANativeScheduleThatItCannotRead() {
        schedule("rate(1 \"day\")\\");

        assertThat(rules()).containsExactly("no-native-schedule");
        assertThat(decide().reason()).contains("rate(1 \"day\")\\, which this product cannot read");
    }

    @Test
    void refusesANativeScheduleThatNeverFiresAgain() {
        schedule("cron(0 12 1 1 ? 2020)");

        assertThat(decide().reason()).contains("never fires again");
    }

    @Test
    void doesNotMindTheScheduleOfAGroupThatIsNoTarget() {
        fixture.group(
                "system", group -> group.putObject("ScheduledUpdateConfig").put("ScheduleExpression", "?"));

        assertThat(rules()).isEmpty();
    }

    @Test
    void refusesAutoPatchingWithoutADate() {
        fixture.group("gpu", group -> group.putObject("AutoPatchConfig").put("PatchingStrategy", "WhenIdle"));

        assertThat(rules()).containsExactly("no-auto-patching");
        assertThat(decide().reason()).contains("WhenIdle", "with no date set yet");
    }

    @Test
    void namesTheEarlierDateWhileAutoPatchingIsBeingMoved() {
        fixture.group("gpu", group -> {
            ObjectNode config = group.putObject("AutoPatchConfig").put("PatchingStrategy", "WhenAllIdle");
            config.putObject("CurrentPatchSchedule").put("NextPatchDate", "2026-12-24T00:00:00Z");
            config.putObject("DesiredPatchSchedule").put("NextPatchDate", NOW.getEpochSecond() + 60);
        });

        assertThat(decide().reason()).contains("next at 2026-11-22T10:01:00Z, inside the predicted time");
    }

    @Test
    void tellsAllThatStandsInTheWayAtOnce() {
        fixture.with(cluster -> cluster.put("ClusterStatus", "Updating"));
        fixture.group("gpu", group -> group.put("Status", "Degraded").put("SoftwareUpdateStatus", "InProgress"));
        schedule("cron(0 12 ? * MON *)");

        assertThat(rules())
                .containsExactly(
                        "cluster-in-service", "groups-in-service", "no-update-under-way", "no-native-schedule");
        assertThat(decide().reason()).doesNotContain("\n").startsWith("cluster train-a: its status is Updating");
    }

    @Test
    void namesItsVerdictInJson() {
        assertThat(Json.of(decide()).path("verdict").asText()).isEqualTo("Ready");
        assertThat(Json.of(decide(Set.of())).path("verdict").asText()).isEqualTo("NotReady");
    }

    private void schedule(String expression) {
        fixture.group("gpu", group -> group.putObject("ScheduledUpdateConfig").put("ScheduleExpression", expression));
    }

    private static void showAlarm(ObjectNode group, String alarm) {
        group.putObject("ActiveSoftwareUpdateConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", alarm);
    }

    private static Node node(String id, String group, String status) {
        return new Node(
                id,
                group,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ShownImage.NONE,
                Optional.empty());
    }

    private Readiness decide() {
        return decide(TARGETS);
    }

    private Readiness decide(Set<String> targets) {
        return Readiness.decide(fixture.cluster(), List.of(), targets, PREDICTED, NOW);
    }

    private List<String> rules() {
        return rules(decide());
    }

    private static List<String> rules(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready ready -> List.of();
            case Readiness.NotReady notReady ->
                notReady.obstacles().stream().map(Obstacle::rule).toList();
        };
    }
}
