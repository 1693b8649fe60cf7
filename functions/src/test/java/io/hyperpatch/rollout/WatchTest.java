package io.hyperpatch.rollout;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.DEADLINE;
import static io.hyperpatch.intent.IntentFixture.OLD;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
    private static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Instant SETTLED = PATIENCE.settled(CALLED_AT);
    private static final Instant UNSETTLED = SETTLED.minusMillis(1);
    /** The function's time-out, the client's, and an hour. */
    private static final Instant TOLD =
            CALLED_AT.plus(Duration.ofMinutes(2)).plusSeconds(30).plus(Duration.ofHours(1));

    private static final Instant SILENT = CALLED_AT.plus(Duration.ofHours(1)).plusMillis(1);
    private static final String WIRE = "hyperpatch-train-a-0123456789ab-1-s1-i1";
    private static final String WIRE_2 = "hyperpatch-train-a-0123456789ab-1-s1-i2";

    private final Watch watch = new Watch(PATIENCE);
    private final ClusterFixture cluster = new ClusterFixture();

    private Finding look(Instant now, Intent... intents) {
        return watch.look(new Sight(List.of(intents), cluster.cluster(), Optional.empty(), List.of(), now));
    }

    private static Intent accepted() {
        return IntentFixture.number(1).answered(Answer.Kind.ACCEPTED).intent();
    }

    private static Intent lost() {
        return IntentFixture.number(1).intent();
    }

    private static Consumer<ObjectNode> status(String word) {
        return group -> group.put("SoftwareUpdateStatus", word);
    }

    private static Consumer<ObjectNode> images(String current, String desired) {
        return group -> group.put("CurrentImageId", current).put("DesiredImageId", desired);
    }

    private static Consumer<ObjectNode> alarms(String... names) {
        return group -> {
            var config = group.putObject("ActiveSoftwareUpdateConfig").putArray("AutoRollbackConfiguration");
            for (String name : names) {
                config.addObject().put("AlarmName", name);
            }
        };
    }

    private void gpu(Consumer<ObjectNode> change) {
        cluster.group("gpu", change);
    }

    @Test
    void needsAnIntentToLookFor() {
        assertThatThrownBy(() -> look(SETTLED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesOursInFlightByItsWireAlone() {
        gpu(status("InProgress").andThen(alarms("xid", WIRE)));

        assertThat(look(CALLED_AT, lost())).isInstanceOf(Finding.InFlight.class);
        assertThat(look(DEADLINE, lost())).isInstanceOf(Finding.InFlight.class);
    }

    @Test
    void doesNotKnowAnyMoreAfterTheDeadline() {
        gpu(status("InProgress").andThen(alarms(WIRE)));

        assertThat(look(DEADLINE.plusMillis(1), accepted()))
                .isInstanceOfSatisfying(Finding.Unknown.class, unknown -> assertThat(unknown.reason())
                        .contains(DEADLINE.toString()));
    }

    @Test
    void countsAnUpdateThatShowsItsConfigurationButNoStatusYetAsUnderWay() {
        gpu(images(OLD, PIN).andThen(alarms(WIRE)));

        assertThat(look(CALLED_AT.plusSeconds(10), accepted())).isInstanceOf(Finding.InFlight.class);
    }

    @Test
    void waitsWhenTheWireIsShownBeforeAnythingElseMoves() {
        cluster.group("gpu", status("Succeeded"));
        Intent intent = IntentFixture.number(1).before(cluster.cluster()).intent();
        gpu(alarms(WIRE));

        assertThat(look(CALLED_AT.plusSeconds(10), intent)).isInstanceOf(Finding.Waiting.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "RollbackComplete", "Failed"})
    void seesTheEndOfASightedUpdateWhoseConfigurationHasVanished(String status) {
        gpu(status(status));

        Finding finding = look(
                CALLED_AT.plusSeconds(60),
                IntentFixture.number(1).sightedAt(CALLED_AT).intent());

        assertThat(finding).isInstanceOf(Finding.Ended.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "RollbackComplete", "Failed"})
    void seesTheEndThoughTheConfigurationStays(String status) {
        gpu(status(status).andThen(alarms(WIRE)));

        assertThat(look(CALLED_AT.plusSeconds(60), accepted())).isInstanceOf(Finding.Ended.class);
    }

    @Test
    void isInFlightWhileOneOfItsGroupsIs() {
        cluster.group("canary", status("Succeeded"));
        gpu(status("RollbackInProgress"));
        Intent intent = IntentFixture.number(1)
                .groups("canary", "gpu")
                .before(new ClusterFixture().cluster())
                .sightedAt(CALLED_AT)
                .intent();

        assertThat(look(SETTLED, intent)).isInstanceOf(Finding.InFlight.class);
    }

    @Test
    void seesTheEndOfARollbackThatLeavesEverythingAsAnEarlierRollbackLeftIt() {
        gpu(status("RollbackComplete").andThen(images(OLD, OLD)));
        IntentFixture intent = IntentFixture.number(1).before(cluster.cluster()).sightedAt(CALLED_AT);

        assertThat(look(CALLED_AT.plusSeconds(60), intent.intent())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SILENT, intent.intent())).isInstanceOf(Finding.Ended.class);
        assertThat(look(
                        CALLED_AT.plusSeconds(60),
                        intent.progress("gpu=3/InProgress", CALLED_AT).intent()))
                .isInstanceOf(Finding.Ended.class);
    }

    @Test
    void prefersTheIntentWhoseWireIsShownOverTheLastOne() {
        gpu(status("InProgress").andThen(alarms(WIRE)));
        Intent first =
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();
        Intent second = IntentFixture.number(2).answered(Answer.Kind.CONFLICT).intent();

        assertThat(look(UNSETTLED, first, second))
                .isInstanceOfSatisfying(Finding.InFlight.class, found -> assertThat(found.intent())
                        .isEqualTo(first));
    }

    @Test
    void doesNotCallItOverWhileALaterCallMayStillBeginAnother() {
        gpu(status("Succeeded").andThen(images(PIN, PIN)));
        Intent first = IntentFixture.number(1).sightedAt(CALLED_AT).intent();
        IntentFixture second = IntentFixture.number(2);

        assertThat(look(UNSETTLED, first, second.intent()))
                .isInstanceOfSatisfying(Finding.Waiting.class, waiting -> assertThat(waiting.intent())
                        .isEqualTo(second.intent()));
        assertThat(look(TOLD.minusMillis(1), first, second.intent())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(TOLD, first, second.intent())).isInstanceOf(Finding.Ended.class);
        assertThat(look(UNSETTLED, first, second.answered(Answer.Kind.CONFLICT).intent()))
                .isInstanceOf(Finding.Ended.class);
    }

    @Test
    void waitsUntilACallThatBeganSomethingWouldHaveToShow() {
        assertThat(look(UNSETTLED, lost())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(TOLD.minusMillis(1), lost())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(TOLD, lost())).isInstanceOf(Finding.NothingBegan.class);
    }

    @Test
    void neverConcludesThatNothingBeganFromAnAcceptedCall() {
        assertThat(look(SETTLED, accepted())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(CALLED_AT.plus(Duration.ofHours(1)), accepted())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SILENT, accepted())).isInstanceOf(Finding.Unchanged.class);
    }

    @Test
    void takesAnAcceptedDefaultThatChangesNothingForUnchangedOnceSettled() {
        Intent intent = IntentFixture.number(1)
                .pin(Pin.DEFAULT)
                .answered(Answer.Kind.ACCEPTED)
                .intent();

        assertThat(look(UNSETTLED, intent)).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SETTLED, intent)).isInstanceOf(Finding.Unchanged.class);
    }

    @Test
    void doesNotTakeAnAcceptedDefaultForUnchangedWhereAnotherRollbackWouldLeaveTheSame() {
        gpu(status("RollbackComplete"));
        IntentFixture intent = IntentFixture.number(1)
                .before(cluster.cluster())
                .pin(Pin.DEFAULT)
                .answered(Answer.Kind.ACCEPTED);

        assertThat(look(SETTLED, intent.intent())).isInstanceOf(Finding.Unknown.class);
        assertThat(look(SETTLED, intent.pin(PIN).intent())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SILENT, intent.pin(PIN).intent()))
                .as("an accepted call changes what is not on its pin")
                .isInstanceOf(Finding.Ended.class);
        assertThat(look(
                        SETTLED,
                        intent.sightedAt(CALLED_AT)
                                .progress("0 of 2", CALLED_AT)
                                .intent()))
                .isInstanceOf(Finding.Ended.class);
    }

    @Test
    void takesARefusalForAnAnswerAtOnce() {
        assertThat(look(
                        CALLED_AT,
                        IntentFixture.number(1).answered(Answer.Kind.REFUSED).intent()))
                .isInstanceOfSatisfying(Finding.Refused.class, refused -> assertThat(refused.reason())
                        .contains("REFUSED in the service's words"));
    }

    @Test
    void believesNoRefusalBeforeAnEarlierCallInDoubtWouldShow() {
        Intent earlier =
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();
        Intent last = IntentFixture.number(2).answered(Answer.Kind.REFUSED).intent();

        assertThat(look(UNSETTLED, earlier, last)).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SETTLED, earlier, last)).isInstanceOf(Finding.Refused.class);
    }

    @Test
    void refusesAfterAConflictWithSomebodyElsesUpdate() {
        cluster.group("system", status("InProgress").andThen(alarms("theirs")));

        assertThat(look(
                        CALLED_AT,
                        IntentFixture.number(1).answered(Answer.Kind.CONFLICT).intent()))
                .isInstanceOfSatisfying(Finding.Refused.class, refused -> assertThat(refused.reason())
                        .contains("system", "theirs"));
    }

    @Test
    void refusesAfterAConflictWithAnUpdateThatShowsNoConfiguration() {
        gpu(status("InProgress").andThen(images(OLD, "ami-0ffffffffffffffff")));
        Intent intent = IntentFixture.number(1).answered(Answer.Kind.CONFLICT).intent();

        assertThat(look(UNSETTLED, intent)).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SETTLED, intent)).isInstanceOf(Finding.Refused.class);
    }

    @Test
    void refusesAfterAConflictWithAnUpdateThatHasEndedMeanwhile() {
        gpu(status("Succeeded").andThen(images("ami-0ffffffffffffffff", "ami-0ffffffffffffffff")));

        assertThat(look(
                        SETTLED,
                        IntentFixture.number(1).answered(Answer.Kind.CONFLICT).intent()))
                .isInstanceOf(Finding.Refused.class);
    }

    @Test
    void triesAgainAfterAConflictThatLeftNoTrace() {
        assertThat(look(
                        SETTLED,
                        IntentFixture.number(1).answered(Answer.Kind.CONFLICT).intent()))
                .isInstanceOf(Finding.NothingBegan.class);
    }

    @Test
    void takesAConflictForASignOfAnEarlierCallThatWasBelievedToHaveBegunNothing() {
        Intent earlier =
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();
        Intent last = IntentFixture.number(2).answered(Answer.Kind.CONFLICT).intent();

        assertThat(look(SETTLED, earlier, last)).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SILENT, earlier, last)).isInstanceOf(Finding.Unknown.class);

        gpu(status("InProgress").andThen(images(OLD, PIN)));
        assertThat(look(SILENT, earlier, last)).isInstanceOf(Finding.Waiting.class);

        gpu(status("Succeeded").andThen(images(PIN, PIN)));
        assertThat(look(SILENT, earlier, last)).isInstanceOf(Finding.Ended.class);
    }

    @Test
    void takesAConflictForTheirsIfEveryEarlierCallWasTurnedDown() {
        Intent earlier = IntentFixture.number(1)
                .answered(Answer.Kind.CONFLICT)
                .resolved(Resolution.As.NOTHING_BEGAN)
                .intent();

        assertThat(look(
                        SETTLED,
                        earlier,
                        IntentFixture.number(2).answered(Answer.Kind.CONFLICT).intent()))
                .isInstanceOf(Finding.NothingBegan.class);
    }

    @Test
    void cannotTellALostCallFromSomebodyElsesUpdateInEffect() {
        gpu(status("InProgress").andThen(alarms("theirs")));

        assertThat(look(UNSETTLED, lost())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SETTLED, lost())).isInstanceOf(Finding.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.Kind.class,
            names = {"ACCEPTED", "LOST"})
    void waitsForTheEndOfAnUpdateThatShowsNoConfiguration(Answer.Kind kind) {
        gpu(status("InProgress").andThen(images(OLD, PIN)));
        Intent intent = IntentFixture.number(1).answered(kind).intent();

        assertThat(look(SETTLED, intent)).isInstanceOf(Finding.Waiting.class);
        assertThat(look(DEADLINE.plusMillis(1), intent)).isInstanceOf(Finding.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.Kind.class,
            names = {"ACCEPTED", "LOST"})
    void takesAGroupOnThePinForTheEndOfItsUpdate(Answer.Kind kind) {
        gpu(status("Succeeded").andThen(images(PIN, PIN)));

        assertThat(look(SETTLED, IntentFixture.number(1).answered(kind).intent()))
                .isInstanceOfSatisfying(
                        Finding.Ended.class, ended -> assertThat(ended.reason()).contains("unproven"));
    }

    @Test
    void takesAnyChangeAfterAnAcceptedCallForItsEnd() {
        gpu(status("RollbackComplete"));

        assertThat(look(SETTLED, accepted())).isInstanceOf(Finding.Ended.class);
    }

    @Test
    void waitsForAnAcceptedUpdateThatShowsItsImageBeforeAnyStatus() {
        gpu(images(OLD, PIN));

        assertThat(look(SETTLED, accepted())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SILENT, accepted())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SILENT, onSlurm().answered(Answer.Kind.ACCEPTED).intent()))
                .isInstanceOf(Finding.Waiting.class);
        assertThat(look(DEADLINE.plusMillis(1), accepted())).isInstanceOf(Finding.Unknown.class);

        gpu(status("Failed"));
        assertThat(look(SETTLED, accepted())).isInstanceOf(Finding.Ended.class);
    }

    @Test
    void waitsForAnAcceptedUpdateOfOneGroupThoughAnotherHasEnded() {
        Intent intent = IntentFixture.number(1)
                .groups("canary", "gpu")
                .before(cluster.cluster())
                .answered(Answer.Kind.ACCEPTED)
                .intent();
        cluster.group("canary", status("Succeeded").andThen(images(PIN, PIN)));
        gpu(images(OLD, PIN));

        assertThat(look(SETTLED, intent)).isInstanceOf(Finding.Waiting.class);
    }

    @Test
    void doesNotTakeALastStatusThatIsGoneForAnEnd() {
        gpu(status("Succeeded"));
        Intent intent = IntentFixture.number(1)
                .before(cluster.cluster())
                .answered(Answer.Kind.ACCEPTED)
                .intent();
        gpu(group -> group.remove("SoftwareUpdateStatus"));

        assertThat(look(SILENT, intent)).isInstanceOf(Finding.Waiting.class);
        assertThat(look(DEADLINE.plusMillis(1), intent)).isInstanceOf(Finding.Unknown.class);

        gpu(images(PIN, PIN));
        assertThat(look(SETTLED, intent)).isInstanceOf(Finding.Ended.class);
    }

    @Test
    void takesAStatusThatIsGoneForAnEndWhereNoImageIsShownAndNodesWereUpdated() {
        gpu(status("Succeeded").andThen(group -> group.remove(List.of("CurrentImageId", "DesiredImageId"))));
        Intent intent = IntentFixture.number(1)
                .before(cluster.cluster())
                .answered(Answer.Kind.ACCEPTED)
                .intent();
        gpu(group -> group.remove("SoftwareUpdateStatus"));
        assertThat(look(SETTLED, intent)).isInstanceOf(Finding.Waiting.class);

        Sight updated = new Sight(
                List.of(intent),
                cluster.cluster(),
                Optional.of(NodeListing.of(List.of(running("i-1", Optional.of(CALLED_AT))))),
                List.of(new NodeBefore(
                        "i-1", "gpu", Node.RUNNING, Optional.of(CALLED_AT.minusSeconds(9000)), Optional.empty())),
                SETTLED);
        assertThat(watch.look(updated)).isInstanceOf(Finding.Ended.class);
    }

    @Test
    void doesNotKnowWhoseAChangeIsAfterALostAnswer() {
        gpu(status("RollbackComplete"));

        assertThat(look(SETTLED, lost())).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void doesNotKnowWhatBecameOfAGroupThatIsGone() {
        Intent intent = IntentFixture.number(1).groups("canary", "gpu").intent();
        cluster.with(json -> json.withArray("InstanceGroups").remove(1));

        assertThat(look(SETTLED, intent)).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void takesAnUpdatedNodeForASignThatSomethingBegan() {
        Instant then = CALLED_AT.minusSeconds(9000);
        NodeBefore before = new NodeBefore("i-1", "gpu", Node.RUNNING, Optional.of(then), Optional.empty());
        NodeBefore replaced = new NodeBefore("i-0", "gpu", Node.RUNNING, Optional.of(then), Optional.empty());

        assertThat(nodesNow(before, replaced, Optional.of(then))).isInstanceOf(Finding.NothingBegan.class);
        assertThat(nodesNow(before, replaced, Optional.of(CALLED_AT))).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void takesAnUpdateTimeForASignOnlyOfANodeThatWasRunningBefore() {
        NodeBefore neverUpdated = new NodeBefore("i-1", "gpu", Node.RUNNING, Optional.empty(), Optional.empty());
        NodeBefore onItsWay =
                new NodeBefore("i-1", "gpu", "Pending", Optional.of(CALLED_AT.minusSeconds(60)), Optional.empty());

        assertThat(nodesNow(neverUpdated, neverUpdated, Optional.of(CALLED_AT))).isInstanceOf(Finding.Unknown.class);
        assertThat(nodesNow(onItsWay, onItsWay, Optional.of(CALLED_AT))).isInstanceOf(Finding.NothingBegan.class);
    }

    @Test
    void concludesNothingFromAGroupThatShowsNoImageAndWhoseNodesHaveAllBeenReplaced() {
        NodeBefore gone = new NodeBefore("i-0", "gpu", Node.RUNNING, Optional.empty(), Optional.empty());
        cluster.group("gpu", group -> group.put("CurrentCount", 2).remove(List.of("CurrentImageId", "DesiredImageId")));
        Intent lost = IntentFixture.number(1).before(cluster.cluster()).intent();
        Sight sight = new Sight(
                List.of(lost),
                cluster.cluster(),
                Optional.of(
                        NodeListing.of(List.of(running("i-1", Optional.empty()), running("i-2", Optional.empty())))),
                List.of(gone),
                SETTLED);

        assertThat(watch.look(sight))
                .isInstanceOfSatisfying(Finding.Unknown.class, unknown -> assertThat(unknown.reason())
                        .contains("no node of group gpu is left"));
        assertThat(Conclusion.of(
                        lost,
                        new Sight(
                                List.of(lost),
                                sight.cluster(),
                                sight.nodes(),
                                sight.before(),
                                CALLED_AT.plus(Duration.ofHours(25))),
                        PATIENCE))
                .isInstanceOf(Conclusion.Untellable.class);
    }

    private static Node running(String id, Optional<Instant> updated) {
        return new Node(
                id,
                "gpu",
                Node.RUNNING,
                Optional.empty(),
                updated,
                Optional.empty(),
                ShownImage.NONE,
                Optional.empty());
    }

    private Finding nodesNow(NodeBefore before, NodeBefore replaced, Optional<Instant> updated) {
        Node node = running("i-1", updated);
        Node recovered = running("i-2", Optional.of(CALLED_AT));
        cluster.group("gpu", group -> group.put("CurrentCount", 2));
        return watch.look(new Sight(
                List.of(lost()),
                cluster.cluster(),
                Optional.of(NodeListing.of(List.of(node, recovered))),
                List.of(before, replaced),
                TOLD));
    }

    @Test
    void saysItAgainIfTheWordOfAnEarlierLookWasLost() {
        assertThat(look(
                        SETTLED,
                        IntentFixture.number(1)
                                .resolved(Resolution.As.NEVER_CALLED)
                                .intent()))
                .isInstanceOf(Finding.NothingBegan.class);

        gpu(status("InProgress").andThen(images(OLD, "ami-0ffffffffffffffff")));
        assertThat(look(
                        SETTLED,
                        IntentFixture.number(1)
                                .resolved(Resolution.As.NOTHING_BEGAN)
                                .intent()))
                .isInstanceOf(Finding.NothingBegan.class);
    }

    @Test
    void readsNodesOnlyToProveThatNothingBegan() {
        assertThat(watch.needsNodes(lost(), UNSETTLED)).isFalse();
        assertThat(watch.needsNodes(lost(), SETTLED)).isTrue();
        assertThat(watch.needsNodes(IntentFixture.number(1).sightedAt(CALLED_AT).intent(), SETTLED))
                .isFalse();
        assertThat(watch.needsNodes(IntentFixture.number(1).planned().intent(), SETTLED))
                .isFalse();
    }

    @Test
    void doesNotTakeTheWireOfAnotherIntentForItsOwn() {
        gpu(status("InProgress").andThen(alarms(WIRE_2)));

        assertThat(look(SETTLED, lost())).isInstanceOf(Finding.Unknown.class);
    }

    private static IntentFixture onSlurm() {
        return IntentFixture.number(1).onSlurm();
    }

    @Test
    void takesAnUpdateTowardsItsPinForItsOwnOnSlurmOnceItIsSettled() {
        gpu(status("InProgress").andThen(images(OLD, PIN)));

        assertThat(look(UNSETTLED, onSlurm().intent())).isInstanceOf(Finding.Waiting.class);
        assertThat(look(SETTLED, onSlurm().intent()))
                .isInstanceOfSatisfying(Finding.InFlight.class, inFlight -> assertThat(inFlight.reason())
                        .contains("unproven"));
        assertThat(look(DEADLINE.plusMillis(1), onSlurm().intent())).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void takesAConfigurationThatAsksForNothingForNoSignOfAnybodyOnSlurm() {
        gpu(status("InProgress").andThen(images(OLD, PIN)).andThen(alarms()));
        assertThat(look(SETTLED, onSlurm().intent())).isInstanceOf(Finding.InFlight.class);

        gpu(alarms("theirs"));
        assertThat(look(SETTLED, onSlurm().intent())).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void followsWhatWasSeenUnderWayToARollbackThatLeavesEverythingAsItWasOnSlurm() {
        gpu(status("RollbackComplete"));
        IntentFixture seen = onSlurm().before(cluster.cluster()).progress("InProgress 0", CALLED_AT);

        assertThat(look(SETTLED, seen.intent())).isInstanceOf(Finding.Ended.class);
        assertThat(look(
                        SETTLED,
                        seen.pin(Pin.DEFAULT).answered(Answer.Kind.ACCEPTED).intent()))
                .isInstanceOf(Finding.Ended.class);
    }

    @Test
    void followsWhatWasSeenUnderWayToItsRollbackOnSlurm() {
        gpu(status("RollbackComplete"));

        assertThat(look(SETTLED, onSlurm().intent())).isInstanceOf(Finding.Unknown.class);
        assertThat(look(
                        SETTLED,
                        onSlurm().progress("gpu=1/InProgress", CALLED_AT).intent()))
                .isInstanceOf(Finding.Ended.class);
        assertThat(look(SETTLED, onSlurm().answered(Answer.Kind.ACCEPTED).intent()))
                .isInstanceOf(Finding.Ended.class);
    }

    @Test
    void waitsOnSlurmForAnUpdateThatShowsItsImageBeforeAnyStatus() {
        gpu(images(OLD, PIN));
        assertThat(look(SETTLED, onSlurm().intent())).isInstanceOf(Finding.InFlight.class);
        assertThat(look(DEADLINE.plusMillis(1), onSlurm().intent())).isInstanceOf(Finding.Unknown.class);

        gpu(status("Failed"));
        assertThat(look(SETTLED, onSlurm().intent())).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void waitsOnSlurmWhileSomethingElseIsUnderWayAndTakesItForNothingOfOurs() {
        gpu(status("InProgress").andThen(images(OLD, "ami-0ffffffffffffffff")));
        assertThat(look(SETTLED, onSlurm().intent())).isInstanceOf(Finding.Waiting.class);

        gpu(status("Succeeded").andThen(images("ami-0ffffffffffffffff", "ami-0ffffffffffffffff")));
        assertThat(look(SETTLED, onSlurm().intent()))
                .isInstanceOfSatisfying(Finding.Unknown.class, unknown -> assertThat(unknown.reason())
                        .doesNotContain("wire"));
    }

    /** The groups are what an earlier rollback left, and an update of them has been seen under way since. */
    private Finding afterComingBack(IntentFixture intent) {
        gpu(status("RollbackComplete").andThen(images(OLD, OLD)));
        return look(
                SETTLED,
                intent.before(cluster.cluster())
                        .progress("gpu=0/InProgress", CALLED_AT)
                        .intent());
    }

    @Test
    void seesTheEndOfAnAcceptedUpdateThatCameBackToWhereAnEarlierRollbackEnded() {
        assertThat(afterComingBack(onSlurm().pin(Pin.DEFAULT).answered(Answer.Kind.ACCEPTED)))
                .isInstanceOfSatisfying(
                        Finding.Ended.class, ended -> assertThat(ended.reason()).contains("unproven"));
        assertThat(afterComingBack(IntentFixture.number(1).pin(Pin.DEFAULT).answered(Answer.Kind.ACCEPTED)))
                .isInstanceOf(Finding.Ended.class);
        assertThat(afterComingBack(IntentFixture.number(1).answered(Answer.Kind.ACCEPTED)))
                .isInstanceOf(Finding.Ended.class);
    }

    @Test
    void doesNotTakeForNothingWhatWasSeenUnderWayAfterALostAnswer() {
        assertThat(afterComingBack(onSlurm())).isInstanceOf(Finding.Ended.class);
        assertThat(afterComingBack(onSlurm().pin(Pin.DEFAULT))).isInstanceOf(Finding.Unknown.class);
        assertThat(afterComingBack(IntentFixture.number(1))).isInstanceOf(Finding.Unknown.class);
        assertThat(afterComingBack(IntentFixture.number(1).pin(Pin.DEFAULT))).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void takesWhatWasSeenUnderWayForTheirsOnceTheCallTurnsOutToHaveBeenTurnedDown() {
        assertThat(afterComingBack(IntentFixture.number(1).answered(Answer.Kind.CONFLICT)))
                .isInstanceOf(Finding.NothingBegan.class);
    }

    @Test
    void doesNotKnowWhoseADefaultImageIsAfterALostAnswerThoughItWasSeenUnderWay() {
        gpu(status("Succeeded").andThen(images("ami-0ffffffffffffffff", "ami-0ffffffffffffffff")));
        IntentFixture intent = onSlurm().pin(Pin.DEFAULT).progress("gpu=0/InProgress", CALLED_AT);

        assertThat(look(SETTLED, intent.intent())).isInstanceOf(Finding.Unknown.class);
    }
}
