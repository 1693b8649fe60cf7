package io.hyperpatch.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.IntentId;
import io.hyperpatch.json.Json;
import io.hyperpatch.policy.BrokenNodes;
import io.hyperpatch.policy.OnUnready;
import io.hyperpatch.rollout.LeftOut;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.rollout.RolloutRulesFixture;
import io.hyperpatch.run.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Installation OURS = Installation.ofTable("ours");
    private static final Duration PREDICTED = Duration.ofHours(4);
    private static final LeftOut RESTRICTED = new LeftOut(
            "nova", LeftOut.Cause.RESTRICTED, "is a restricted instance group, which the service's API cannot patch");
    private static final Set<String> TARGETS = Set.of("gpu", "canary");

    private final ClusterFixture fixture = new ClusterFixture();
    private RolloutRules rules = RolloutRules.of(List.of(), DeploymentConfig.NONE);
    private Remembered remembered = Remembered.NOTHING;

    @Test
    void isReadyWhenAllIsInServiceAndNothingIsUnderWay() {
        assertThat(decide())
                .isEqualTo(new Readiness.Ready(
                        List.of("canary", "gpu"),
                        List.of(RESTRICTED),
                        List.of(),
                        "cluster train-a is in service and nothing is under way in canary, gpu; group nova "
                                + RESTRICTED.reason()));
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
    @ValueSource(strings = {"Degraded", "Failed", "Updating", "Creating", "Deleting", "SystemUpdating"})
    void refusesATargetGroupThatIsNotInService(String status) {
        fixture.group("gpu", group -> group.put("Status", status));

        assertThat(rules()).containsExactly("groups-in-service");
        assertThat(decide().reason()).contains("group gpu has the status '" + status + "'");
    }

    @Test
    void doesNotQuoteAStatusThatAGroupDoesNotShow() {
        fixture.group("gpu", group -> group.remove("Status"));

        assertThat(decide().reason())
                .contains("group gpu shows no status")
                .contains("rollout.leaveOut")
                .doesNotContain("''");
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
            assertThat(obstacle.remedy()).contains("begin again");
        });
    }

    @Test
    void namesARestrictedGroupAndGoesOnWithoutIt() {
        assertThat(decide(Set.of("gpu", "nova"))).isInstanceOfSatisfying(Readiness.Ready.class, ready -> {
            assertThat(ready.groups()).containsExactly("gpu");
            assertThat(ready.leftOut()).containsExactly(RESTRICTED);
        });
    }

    @Test
    void leavesOutAnEmptyGroupWithANote() {
        fixture.group("canary", group -> group.put("CurrentCount", 0).put("TargetCount", 0));

        assertThat(decide()).isInstanceOfSatisfying(Readiness.Ready.class, ready -> {
            assertThat(ready.groups()).containsExactly("gpu");
            assertThat(ready.leftOut())
                    .extracting(LeftOut::group, LeftOut::cause)
                    .contains(tuple("canary", LeftOut.Cause.EMPTY));
            assertThat(ready.reason()).contains("group canary has no nodes");
        });
    }

    @Test
    void refusesWhenAllTargetGroupsAreEmpty() {
        fixture.group("canary", group -> group.put("CurrentCount", 0).put("TargetCount", 0));

        assertThat(rules(decide(Set.of("canary")))).containsExactly("nodes-to-patch");
        assertThat(decide(Set.of("canary")).reason()).contains("when one of its groups has nodes");
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
    void anUpdateThatNamesAnotherInstallationsWireIsSaidToBeThatInstallations() {
        String theirs = Installation.ofTable("theirs")
                .wire(new IntentId(RunName.of("train-a-0123456789ab-1"), 1, 1))
                .toString();
        fixture.group("canary", group -> {
            group.put("SoftwareUpdateStatus", "InProgress");
            showAlarm(group, theirs);
        });

        assertThat(decide()).isInstanceOfSatisfying(Readiness.NotReady.class, notReady -> assertThat(notReady.reason())
                .contains("another installation of Hyperpatch updates group canary", theirs)
                .contains("take the cluster out of the policy of one of the two"));
    }

    @Test
    void anUpdateThatNamesAWireOfOursOrOfNoInstallationIsNotSaidToBeAnothers() {
        IntentId intent = new IntentId(RunName.of("train-a-0123456789ab-1"), 1, 1);
        for (String wire : List.of(OURS.wire(intent).toString(), "hyperpatch-" + intent.run() + "-s1-i1")) {
            fixture.group("canary", group -> {
                group.put("SoftwareUpdateStatus", "InProgress");
                showAlarm(group, wire);
            });

            assertThat(decide()).isInstanceOfSatisfying(Readiness.NotReady.class, notReady -> assertThat(
                            notReady.reason())
                    .contains("a software update is under way in group canary (InProgress, with the alarms " + wire));
        }
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
        Readiness readiness = decide(nodes, TARGETS);

        assertThat(rules(readiness)).containsExactly("no-deep-health-check");
        assertThat(readiness.reason()).contains("(i-0, i-1, i-2, i-3, i-4 and 2 more)");
    }

    @Test
    void doesNotMindADeepHealthCheckOutsideTheTargetGroups() {
        List<Node> nodes = List.of(node("i-0", "system", "DeepHealthCheckInProgress"), node("i-1", "gpu", "Running"));

        assertThat(rules(decide(nodes, TARGETS))).isEmpty();
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

    /** The remedy that it names is followed: what the service patches by itself can be left to it. */
    @Test
    void patchesTheOthersBesideAGroupThatIsLeftToTheService() {
        schedule("cron(0 12 ? * SUN *)");
        fixture.group("gpu", group -> group.putObject("AutoPatchConfig").put("PatchingStrategy", "WhenIdle"));
        assertThat(decide().reason())
                .contains("ScheduledUpdateConfig with UpdateCluster, or leave the group to the service")
                .contains("AutoPatchConfig with UpdateCluster, or leave the group to the service")
                .contains("rollout.leaveOut, as [gpu]");

        rules = rules(OnUnready.REFUSE, BrokenNodes.DEFAULT, List.of("gpu"));

        assertThat(rules()).isEmpty();
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

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "Creating", "Deleting"})
    void saysHowToPatchTheOthersWhenAGroupIsUnready(String status) {
        fixture.group("gpu", group -> group.put("Status", status));

        assertThat(decide().reason()).contains("rollout.leaveOut, as [gpu]", "rollout.onUnready: leaveOut");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "Creating", "Deleting"})
    void leavesOutAnUnreadyGroupWhereThePolicySaysSo(String status) {
        fixture.group("gpu", group -> group.put("Status", status).put("CurrentCount", 3));
        rules = rules(OnUnready.LEAVE_OUT, BrokenNodes.DEFAULT, List.of());

        assertThat(decide()).isInstanceOfSatisfying(Readiness.Ready.class, ready -> {
            assertThat(ready.groups()).containsExactly("canary");
            assertThat(ready.leftOut())
                    .extracting(LeftOut::group, LeftOut::cause)
                    .contains(tuple("gpu", LeftOut.Cause.UNREADY));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Updating", "SystemUpdating", "Degraded", "Dreaming"})
    void waitsForAGroupThatIsOnItsWayWhateverThePolicySays(String status) {
        fixture.group("gpu", group -> group.put("Status", status));
        rules = rules(OnUnready.LEAVE_OUT, BrokenNodes.DEFAULT, List.of());

        assertThat(rules()).containsExactly("groups-in-service");
    }

    @Test
    void leavesOutTheGroupsThatThePolicyNames() {
        fixture.group("gpu", group -> group.put("Status", "Failed"));
        rules = rules(OnUnready.REFUSE, BrokenNodes.DEFAULT, List.of("gpu"));

        assertThat(decide()).isInstanceOfSatisfying(Readiness.Ready.class, ready -> {
            assertThat(ready.groups()).containsExactly("canary");
            assertThat(ready.leftOut())
                    .extracting(LeftOut::group, LeftOut::cause)
                    .contains(tuple("gpu", LeftOut.Cause.POLICY));
        });
    }

    @Test
    void refusesWhenEveryTargetGroupIsLeftOut() {
        rules = rules(OnUnready.REFUSE, BrokenNodes.DEFAULT, List.of("gpu", "canary"));

        assertThat(rules()).containsExactly("nodes-to-patch");
        assertThat(decide().reason()).contains("take a group with nodes out of rollout.leaveOut");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failure", "FailedMaintenance", "NotFound"})
    void refusesAGroupWithMoreBrokenNodesThanAllowedAndNamesThem(String status) {
        List<Node> nodes = nodes(18, 2, status);
        assertThat(decide(nodes, TARGETS)).isInstanceOf(Readiness.Ready.class);

        Readiness readiness = decide(nodes(17, 3, status), TARGETS);
        assertThat(rules(readiness)).containsExactly("few-broken-nodes");
        assertThat(readiness.reason()).contains("i-17 (" + status + ")", "i-19", "limits.brokenNodes (10%, here 2)");
    }

    @Test
    void namesTheBrokenNodesThatItPutsUpWith() {
        assertThat(decide(nodes(19, 1, "Failure"), TARGETS))
                .isInstanceOfSatisfying(Readiness.Ready.class, ready -> assertThat(ready.notes())
                        .singleElement()
                        .asString()
                        .contains("broken before the start", "i-19 (Failure)"));
    }

    @Test
    void putsUpWithNoBrokenNodeWhereThePolicySaysSo() {
        rules = rules(OnUnready.REFUSE, new BrokenNodes(0, false), List.of());

        assertThat(rules(decide(nodes(63, 1, "Failure"), TARGETS))).containsExactly("few-broken-nodes");
    }

    @Test
    void doesNotMindADegradedGroupWhoseBrokenNodesAreFew() {
        fixture.group("gpu", group -> group.put("Status", "Degraded"));

        assertThat(decide(nodes(63, 1, "Failure"), TARGETS)).isInstanceOf(Readiness.Ready.class);
        assertThat(rules(decide(nodes(64, 0, "Failure"), TARGETS))).containsExactly("groups-in-service");
        assertThat(rules(decide(nodes(54, 10, "Failure"), TARGETS)))
                .containsExactly("groups-in-service", "few-broken-nodes");
    }

    @Test
    void looksAgainWhetherAContinuousClusterLacksCapacity() {
        shortage(62, 64, 60);

        assertThat(decide()).isInstanceOfSatisfying(Readiness.NotReady.class, notReady -> {
            assertThat(notReady.onlyShortages()).isTrue();
            assertThat(notReady.reason()).contains("it has 62 nodes and shall have 64");
        });
        remembered = new Remembered(Map.of("gpu", NOW.minus(Remembered.SHORTAGE).plusSeconds(1)), Map.of());
        assertThat(decide()).isInstanceOf(Readiness.NotReady.class);
    }

    @Test
    void patchesTheNodesThatAreThereWhenTheCountsStandStill() {
        shortage(62, 64, 60);
        remembered = new Remembered(Map.of("gpu", NOW.minus(Remembered.SHORTAGE)), Map.of());

        assertThat(decide()).isInstanceOfSatisfying(Readiness.Ready.class, ready -> {
            assertThat(ready.groups()).containsExactly("canary", "gpu");
            assertThat(ready.notes()).singleElement().asString().contains("62 of 64", "2 nodes are missing");
        });
    }

    @Test
    void waitsForTheMinimumAndForAClusterThatIsNotContinuous() {
        shortage(59, 64, 60);
        remembered = new Remembered(Map.of("gpu", NOW.minus(Remembered.SHORTAGE)), Map.of());
        assertThat(rules()).containsExactly("no-scaling-under-way");

        shortage(62, 64, 60);
        fixture.with(cluster -> cluster.put("NodeProvisioningMode", "None"));
        assertThat(rules()).containsExactly("no-scaling-under-way");
        assertThat(((Readiness.NotReady) decide()).onlyShortages()).isFalse();
    }

    @Test
    void takesAnUnknownStatusForAnEndAfterADay() {
        fixture.group("system", group -> group.put("SoftwareUpdateStatus", "SucceededWithWarnings"));
        remembered = new Remembered(
                Map.of(), Map.of("system", NOW.minus(Remembered.STATUS).plusSeconds(1)));
        assertThat(rules()).containsExactly("no-update-under-way");

        remembered = new Remembered(Map.of(), Map.of("system", NOW.minus(Remembered.STATUS)));
        assertThat(decide()).isInstanceOfSatisfying(Readiness.Ready.class, ready -> assertThat(ready.notes())
                .singleElement()
                .asString()
                .contains("SucceededWithWarnings", "taken for an end"));
    }

    @Test
    void waitsOnWhereAnythingElseShowsAnUpdateBesideTheUnknownStatus() {
        remembered = new Remembered(Map.of(), Map.of("system", NOW.minus(Remembered.STATUS)));
        fixture.group("system", group -> {
            group.put("SoftwareUpdateStatus", "Pondering");
            showAlarm(group, "theirs");
        });
        assertThat(rules()).containsExactly("no-update-under-way");

        fixture.group("system", group -> {
            group.remove("ActiveSoftwareUpdateConfig");
            group.put("Status", "SystemUpdating");
        });
        assertThat(rules()).containsExactly("no-update-under-way");
    }

    @Test
    void waitsForAnUpdateThatIsKnownHoweverLongItTakes() {
        fixture.group("system", group -> group.put("SoftwareUpdateStatus", "InProgress"));
        remembered = new Remembered(Map.of(), Map.of("system", NOW.minus(Duration.ofDays(9))));

        assertThat(rules()).containsExactly("no-update-under-way");
    }

    private void shortage(int current, int target, int minimum) {
        fixture.with(cluster -> cluster.put("NodeProvisioningMode", "Continuous"));
        fixture.group("gpu", group -> {
            group.put("CurrentCount", current).put("TargetCount", target).put("MinCount", minimum);
            group.putObject("ActiveOperations").put("Scaling", 1);
        });
    }

    private static List<Node> nodes(int running, int others, String status) {
        return IntStream.range(0, running + others)
                .mapToObj(i -> node("i-" + i, "gpu", i < running ? "Running" : status))
                .toList();
    }

    private static RolloutRules rules(OnUnready onUnready, BrokenNodes brokenNodes, List<String> leaveOut) {
        return RolloutRulesFixture.with(
                Map.of("leaveOut", leaveOut, "onUnready", onUnready, "brokenNodes", brokenNodes));
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
        return decide(List.of(), targets);
    }

    private Readiness decide(List<Node> nodes, Set<String> targets) {
        return Readiness.decide(new Situation(
                remembered.explain(fixture.cluster(), NOW), nodes, targets, rules, remembered, PREDICTED, OURS, NOW));
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
