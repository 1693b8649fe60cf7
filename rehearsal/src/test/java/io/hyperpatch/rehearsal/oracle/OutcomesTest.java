package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of a cluster, held against what it is. */
class OutcomesTest {

    private final Left left = Left.verified();

    @Test
    void noticesAResolvedRefusalOfARunThatChangedSomething() {
        left.item("run/").put("outcome", "Unknown").put("resolved", "Refused");

        assertThat(left.broken(Updates::nothingChangedWhereNothingWasToBe))
                .singleElement()
                .asString()
                .contains("turned out to have ended Refused, and began 1 updates");
    }

    @Test
    void noticesANodeThatDoesNotRunThePin() {
        left.stands("gpu", Left.OLD, "Running");

        assertThat(truth()).singleElement().asString().contains("i-gpu is Running on " + Left.OLD);
    }

    @Test
    void judgesNoNodeThatGotAVolumeAfterItsProof() {
        left.groups.put("gpu", attaching(Left.at(4)));

        assertThat(truth()).isEmpty();
    }

    @Test
    void noticesANodeThatWasGettingAVolumeWhenItsGroupWasUpdated() {
        left.groups.put("gpu", attaching(Left.at(2)));

        assertThat(truth()).singleElement().asString().contains("i-gpu is AttachInProgress");
    }

    @Test
    void noticesARollbackThatNeverWas() {
        left.reports.getFirst().put("outcome", "RolledBack");

        assertThat(truth()).singleElement().asString().contains("every group of its last update had finished");
    }

    @Test
    void acceptsARollbackOfTheWholeUpdate() {
        rolledBack(List.of("gpu", "cpu"));

        assertThat(truth()).isEmpty();
    }

    @Test
    void acceptsARollbackBesideAGroupThatHadFinished() {
        rolledBack(List.of("gpu"));

        assertThat(truth()).isEmpty();
    }

    @Test
    void noticesARollbackThatLeftAGroupOnThePin() {
        rolledBack(List.of("gpu", "cpu"));
        left.stands("cpu", Left.PIN, "Running");

        assertThat(truth()).singleElement().asString().contains("group cpu is not back on " + Left.OLD);
    }

    @Test
    void acceptsARollbackOfAGroupWhoseNodeAnEarlierUpdateHadPassedOver() {
        rolledBack(List.of("gpu", "cpu"));
        whenCalled(group("cpu", Left.OLD, Left.OTHER));
        left.groups.put("cpu", group("cpu", Left.OLD, Left.OTHER));

        assertThat(truth()).isEmpty();
    }

    @Test
    void noticesARollbackThatTookANodeElsewhere() {
        rolledBack(List.of("gpu", "cpu"));
        whenCalled(group("cpu", Left.OLD, Left.OLD));
        left.groups.put("cpu", group("cpu", Left.OLD, Left.OTHER));

        assertThat(truth()).singleElement().asString().contains("group cpu is not back on " + Left.OLD);
    }

    @Test
    void noticesPatchedNodesThatDoNotRunThePin() {
        left.stands("gpu", Left.OLD, "Running");

        assertThat(left.broken(Reports::patchedNodesRunThePin))
                .singleElement()
                .asString()
                .contains("0 run " + Left.PIN);
    }

    @Test
    void noticesAMixedWhereEachGroupStandsOnOneImage() {
        rolledBack(List.of("gpu"));
        left.reports.getFirst().put("outcome", "Mixed");

        assertThat(truth()).singleElement().asString().contains("each group's nodes are where its others are");
    }

    @Test
    void noticesAVerifiedThatNoUpdateBrought() {
        left.changedNothing();

        assertThat(truth()).singleElement().asString().contains("no update has brought another image");
    }

    /** A PodDisruptionBudget had kept them on another image when an earlier run brought the rest of their group to this one. */
    @Test
    void countsAnUpdateOfNodesThatWereLeftBehindOnAnotherImageThanTheirGroups() {
        left.groupsOnThePinBefore(1);

        assertThat(truth()).isEmpty();
    }

    @Test
    void noticesAMixedThatIsNone() {
        left.reports.getFirst().put("outcome", "Mixed");

        assertThat(truth()).singleElement().asString().contains("each group's nodes are where its others are");
    }

    @Test
    void acceptsAMixedWhereTheNodesOfOneGroupStandDifferently() {
        left.reports.getFirst().put("outcome", "Mixed");
        left.groups.put("cpu", group("cpu", Left.PIN, Left.PIN, Left.OLD));

        assertThat(truth()).isEmpty();
    }

    @Test
    void acceptsAMixedWhereANodeDoesNotRun() {
        left.reports.getFirst().put("outcome", "Mixed");
        left.stands("cpu", Left.PIN, "Failure");

        assertThat(truth()).noneMatch(wrong -> wrong.contains("where its others are"));
    }

    @Test
    void acceptsASkippedNodeThatWasScaledAwaySince() {
        ObjectNode gpu = (ObjectNode) left.reports
                .getFirst()
                .put("outcome", "VerifiedWithSkips")
                .withArray("groups")
                .get(0);
        gpu.withArray("skipped").addObject().put("instanceId", "i-gone");

        assertThat(truth()).isEmpty();
    }

    @Test
    void acceptsAMixedWhereOthersHaveMovedEveryGroup() {
        left.reports.getFirst().put("outcome", "Mixed");
        left.stands("gpu", Left.OTHER, "Running");
        left.stands("cpu", Left.OTHER, "Running");

        assertThat(truth()).isEmpty();
    }

    @Test
    void noticesThatOthersHaveMovedAGroupSinceItsProof() {
        theirs(Optional.of(Left.at(4)));
        left.stands("gpu", Left.OTHER, "Running");

        assertThat(truth()).singleElement().asString().contains("i-gpu is Running on " + Left.OTHER);
        assertThat(left.broken(Reports::patchedNodesRunThePin)).hasSize(1);
    }

    @Test
    void leavesWhatOthersAreStillUpdatingSinceItsProofAlone() {
        theirs(Optional.empty());
        left.stands("gpu", Left.OTHER, "Running");

        assertThat(truth()).isEmpty();
        assertThat(left.broken(Reports::patchedNodesRunThePin)).isEmpty();
    }

    private void theirs(Optional<Instant> ended) {
        left.updates.add(new Truth.Update(
                2,
                true,
                Left.OTHER,
                List.of(),
                Left.at(3),
                ended,
                List.of(new Truth.GroupUpdate(
                        "gpu", Left.PIN, Left.PIN, ended.map(end -> "Succeeded"), ended, List.of(), 1))));
        left.truthCalls.add(
                new Truth.Call(Left.at(3), "c", Left.json("{}"), true, Optional.of(2), Optional.empty(), ""));
    }

    /** The start call found a group so. */
    private void whenCalled(Truth.Group group) {
        Truth.Call call = left.truthCalls.getFirst();
        left.truthCalls.set(
                0,
                new Truth.Call(
                        call.at(),
                        call.cluster(),
                        call.request(),
                        call.byOthers(),
                        call.update(),
                        call.error(),
                        call.message(),
                        List.of(group)));
    }

    private static Truth.Group group(String name, String image, String... nodeImages) {
        return new Truth.Group(
                name,
                false,
                image,
                "InService",
                Optional.empty(),
                nodeImages.length,
                IntStream.range(0, nodeImages.length)
                        .mapToObj(
                                i -> new Truth.Node("i-" + name + i, nodeImages[i], "Running", false, Optional.empty()))
                        .toList());
    }

    private static Truth.Group attaching(Instant since) {
        return new Truth.Group(
                "gpu",
                false,
                Left.PIN,
                "InService",
                Optional.empty(),
                1,
                List.of(new Truth.Node("i-gpu", Left.PIN, "AttachInProgress", false, Optional.of(since))));
    }

    private void rolledBack(List<String> back) {
        left.reports.getFirst().put("outcome", "RolledBack");
        Truth.Update update = left.updates.getFirst();
        left.updates.set(
                0,
                new Truth.Update(
                        1,
                        false,
                        Left.PIN,
                        update.alarms(),
                        update.started(),
                        Optional.of(Left.at(3)),
                        List.of(
                                Left.ended("gpu", back.contains("gpu") ? "RollbackComplete" : "Succeeded"),
                                Left.ended("cpu", back.contains("cpu") ? "RollbackComplete" : "Succeeded"))));
        back.forEach(group -> left.stands(group, Left.OLD, "Running"));
    }

    private List<String> truth() {
        return left.broken(Reports::outcomeIsTheTruth);
    }
}
