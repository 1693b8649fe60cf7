package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@link Telling}, row by row: a start call without an answer, of which no look saw anything, unless a test says so. */
class TellingTest {

    private final Left left = Left.unknown();

    @ParameterizedTest
    @ValueSource(strings = {"CONFLICT", "REFUSED"})
    void aCallThatWasTurnedDownBeganNothing(String answer) {
        bothChanged();
        answered(answer);

        assertTold("turned it down");
    }

    @Test
    void nothingChangedSoNothingBegan() {
        assertTold("was not on the pin, and is as it was");
    }

    @Test
    void nothingChangedForDefaultSoNothingBegan() {
        left.intentItem().put("pin", "default");

        assertTold("everything is as it was");
    }

    @Test
    void nothingChangedForDefaultThatWasAcceptedSoThereWasNothingToDo() {
        left.intentItem().put("pin", "default");
        answered("ACCEPTED");

        assertTold("everything is as it was");
    }

    @Test
    void everythingIsAsItWasForDefaultButAnUpdateWasSeenUnderWay() {
        left.intentItem().put("pin", "default").put("progress", "0 of 1");

        assertUntold("as it would be after an update that came back");
    }

    @Test
    void oneGroupIsAsItWasAndTheCallWouldHaveChangedItToo() {
        left.show("gpu", Left.OTHER, Left.OTHER, "Succeeded");

        assertTold("group cpu was not on the pin");
    }

    @Test
    void oneGroupIsAsItWasButWasOnThePinBefore() {
        left.show("gpu", Left.OTHER, Left.OTHER, "Succeeded");
        left.show("cpu", Left.PIN, Left.PIN, null);
        before("cpu").put("currentImageId", Left.PIN).put("desiredImageId", Left.PIN);

        assertUntold("groups have changed");
    }

    @Test
    void oneGroupIsAsItWasButDefaultMayBeTheImageThatItHas() {
        left.intentItem().put("pin", "default");
        left.show("gpu", Left.OTHER, Left.OTHER, "Succeeded");

        assertUntold("groups have changed");
    }

    @Test
    void oneGroupIsAsItWasAndTheOtherIsGone() {
        left.shown.remove("gpu");

        assertTold("group cpu was not on the pin");
    }

    @Test
    void nothingChangedButAnotherRollbackWouldLeaveTheSame() {
        for (String group : new String[] {"gpu", "cpu"}) {
            left.show(group, Left.OLD, Left.OLD, "RollbackComplete");
            before(group).put("softwareUpdateStatus", "RollbackComplete");
        }

        assertUntold("as it would be after an update that came back");
    }

    @Test
    void aRollbackThatWasAcceptedAndLeftNoTraceIsTold() {
        for (String group : new String[] {"gpu", "cpu"}) {
            left.show(group, Left.OLD, Left.OLD, "RollbackComplete");
            before(group).put("softwareUpdateStatus", "RollbackComplete");
        }
        answered("ACCEPTED");

        assertTold("everything is as it was");

        left.intentItem().put("pin", "default");
        assertUntold("as it would be after an update that came back");
    }

    @Test
    void anAcceptedCallLeftItsGroupsAsTheyWereAndNoNodeCouldShowItsUpdate() {
        answered("ACCEPTED");
        left.item("nodes/").path("nodes").forEach(node -> ((ObjectNode) node).put("status", "Pending"));
        assertUntold("no node of gpu could show its update");

        left.item("nodes/").path("nodes").forEach(node -> ((ObjectNode) node).put("status", "Running"));
        left.scaledAway.add("gpu");
        assertTold("group cpu was not on the pin, and is as it was");

        left.scaledAway.add("cpu");
        assertUntold("no node of gpu could show its update");
    }

    @Test
    void onlyNodesHaveChanged() {
        left.updatedAt.put("gpu", Left.at(3));
        left.updatedAt.put("cpu", Left.at(3));

        assertUntold("groups have changed");
    }

    @Test
    void nodesThatCameSinceTellNothing() {
        left.intentItem().put("pin", "default");
        left.item("nodes/").putArray("nodes");
        left.updatedAt.put("gpu", Left.at(3));

        assertTold("everything is as it was");
    }

    @Test
    void aGroupIsGoneAndTheOthersHaveChanged() {
        left.show("gpu", Left.PIN, Left.PIN, "Succeeded");
        left.shown.remove("cpu");

        assertUntold("no longer there");
    }

    @Test
    void aGroupIsGoneWhoseUpdateWasSeen() {
        left.show("gpu", Left.PIN, Left.PIN, "Succeeded");
        left.shown.remove("cpu");
        left.intentItem().put("sightedAt", Left.at(2).toString());

        assertUntold("no longer there");
    }

    @Test
    void everyGroupIsOnThePinButHasBeenUpdatedSinceItWasGivenUp() {
        left.show("gpu", Left.PIN, Left.PIN, "Succeeded");
        left.show("cpu", Left.PIN, Left.PIN, "Succeeded");
        assertTold("every group is on the pin");

        updatedOnceMore();
        assertUntold("updated once more");
    }

    @Test
    void theUpdateTimeOfANodeThatWasNotRunningTellsNothing() {
        left.updatedAt.put("gpu", Left.at(3));
        left.intentItem().put("pin", "default");
        left.item("nodes/").path("nodes").forEach(node -> ((ObjectNode) node).put("status", "Pending"));

        assertTold("everything is as it was");
    }

    @Test
    void theClusterIsGone() {
        left.shown.clear();

        assertUntold("no longer there");
    }

    @Test
    void theWireIsShown() {
        bothChanged();
        left.show("gpu", Left.PIN, Left.PIN, "Succeeded", Left.WIRE);

        assertTold("the wire was seen");
    }

    @Test
    void theWireOfAnotherIntentIsShown() {
        bothChanged();
        left.show("gpu", Left.PIN, Left.PIN, "Succeeded", "hyperpatch-c-1-s1-i2");

        assertUntold("groups have changed");
    }

    @Test
    void theWireWasSeenAlsoUnderAnUpdateThatSomebodyMadeAfterwards() {
        bothChanged();
        left.intentItem().put("sightedAt", Left.at(2).toString());

        assertTold("the wire was seen");
    }

    @Test
    void onSlurmAnUpdateWasSeenUnderWay() {
        bothChanged();
        unwired();
        left.intentItem().put("progress", "0 of 1");

        assertTold("taken for its own");

        left.intentItem().put("pin", "default");
        assertUntold("groups have changed");
    }

    @Test
    void onSlurmNothingWasSeen() {
        bothChanged();
        unwired();

        assertUntold("groups have changed");
    }

    @Test
    void theCallWasAcceptedAlsoUnderAnUpdateThatSomebodyMadeAfterwards() {
        bothChanged();
        answered("ACCEPTED");

        assertTold("the service accepted it");
    }

    @Test
    void everyGroupIsOnThePin() {
        left.show("gpu", Left.PIN, Left.PIN, "Succeeded");
        left.show("cpu", Left.PIN, Left.PIN, "Succeeded");

        assertTold("every group is on the pin");
    }

    @Test
    void theGroupsHaveChangedWithoutAMarkOrAnAnswer() {
        bothChanged();

        assertUntold("groups have changed");
    }

    @Test
    void theGroupsHaveChangedForDefaultWithoutAMarkOrAnAnswer() {
        bothChanged();
        left.intentItem().put("pin", "default");

        assertUntold("groups have changed");
    }

    @Test
    void theGroupsWereRolledBackWithoutAMarkOrAnAnswer() {
        left.show("gpu", Left.OLD, Left.OLD, "RollbackComplete");
        left.show("cpu", Left.OLD, Left.OLD, "RollbackComplete");

        assertUntold("groups have changed");
    }

    @Test
    void noImageIsShownAndEachNodeWasUpdatedAfterTheCall() {
        updatedWithoutImages();

        assertTold("each node was updated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "AttachInProgress"})
    void aNodeThatDidNotRunButHadAnUpdateTimeWasUpdatedToo(String status) {
        updatedWithoutImages();
        left.item("nodes/").path("nodes").forEach(node -> ((ObjectNode) node)
                .put("status", status)
                .put("lastSoftwareUpdate", Left.at(0).toString()));
        assertTold("each node was updated");

        left.item("nodes/").path("nodes").forEach(node -> ((ObjectNode) node).putNull("lastSoftwareUpdate"));
        assertUntold("shows no image");
    }

    @Test
    void noImageIsShownAndANodeThatWasNotUpdatedIsGoneSinceTheReport() {
        updatedWithoutImages();
        left.updatedAt.remove("gpu");
        left.report(left.endOf(Left.RUN, "Unknown"));
        left.reportedAsShown();
        left.scaledAway.add("gpu");

        assertUntold("shows no image");
    }

    @Test
    void theTextDefaultPutsNoGroupOnThePin() {
        shownByVersion("1.2.3", "1.2.4");
        left.intentItem().put("pin", "default");

        assertUntold("groups have changed");
    }

    @Test
    void everyGroupShowsTheReleaseVersionThatWasPinned() {
        shownByVersion("1.2.3", "1.2.4");
        left.intentItem().put("pin", "1.2.4");

        assertTold("every group is on the pin");
    }

    @Test
    void noGroupThatIsAsItWasIsOnTheReleaseVersionThatWasPinned() {
        shownByVersion("1.2.3", "1.2.3");
        left.intentItem().put("pin", "1.2.4");

        assertTold("was not on the pin, and is as it was");
    }

    @Test
    void theReleaseVersionsWereOnThePinAlreadyAndAreAsTheyWere() {
        shownByVersion("1.2.4", "1.2.4");
        left.intentItem().put("pin", "1.2.4");

        assertTold("everything is as it was");
    }

    @Test
    void anImageThatIsShownSinceTheCallWasGivenUpTellsNothingOfIt() {
        answered("ACCEPTED");
        left.show("gpu", null, null, null);
        left.show("cpu", "default", null, null);
        left.report(left.endOf(Left.RUN, "Unknown"));
        left.reportedAsShown();
        bothChanged();
        assertTold("the service accepted it");

        updatedOnceMore();
        assertUntold("shows no image");
    }

    private void updatedOnceMore() {
        Truth.Update update = left.updates.getFirst();
        left.updates.add(
                new Truth.Update(2, true, Left.PIN, List.of(), Left.at(7), Optional.of(Left.at(8)), update.groups()));
    }

    /** Both groups show the text {@code default} and a release version, and an update went from one version to the other. */
    private void shownByVersion(String was, String is) {
        for (String group : new String[] {"gpu", "cpu"}) {
            left.showVersion(group, is, was.equals(is) ? null : "Succeeded");
            before(group).putNull("currentImageId").putNull("desiredImageId").put("currentVersion", was);
        }
    }

    /** Our update was seen under way, and went well by the service's word. */
    private void updatedWithoutImages() {
        for (String group : new String[] {"gpu", "cpu"}) {
            left.show(group, null, null, "Succeeded");
            left.updatedAt.put(group, Left.at(3));
        }
        left.intentItem().put("progress", "0 of 1").put("sightedAt", Left.at(2).toString());
    }

    private void bothChanged() {
        left.show("gpu", Left.OTHER, Left.OTHER, "Succeeded");
        left.show("cpu", Left.OTHER, Left.OTHER, "Succeeded");
    }

    private void answered(String kind) {
        left.intentItem().putObject("answer").put("kind", kind).put("detail", "");
    }

    private void unwired() {
        left.slurm = true;
        left.intentItem().withObject("/deployment").putArray("alarms");
    }

    private com.fasterxml.jackson.databind.node.ObjectNode before(String group) {
        return left.intentItem().withObject("/before/" + group);
    }

    private void assertTold(String why) {
        assertThat(telling().why()).contains(why);
        assertThat(telling().possible()).isTrue();
        assertThat(left.broken(AtRest::unknownOnlyWhereNoReadingCouldTell)).hasSize(2);
    }

    private void assertUntold(String why) {
        assertThat(telling().why()).contains(why);
        assertThat(telling().possible()).isFalse();
        assertThat(left.broken(AtRest::unknownOnlyWhereNoReadingCouldTell)).isEmpty();
    }

    private Telling telling() {
        Evidence evidence = left.evidence();
        return Telling.of(evidence, evidence.intents().findFirst().orElseThrow());
    }
}
