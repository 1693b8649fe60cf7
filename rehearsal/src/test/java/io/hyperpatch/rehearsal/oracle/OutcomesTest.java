package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void acceptsARollbackOfOthersThatAnUnansweredCallWithoutAMarkWasTakenFor() {
        rolledBackByOthers(Left.PIN, 1);

        assertThat(truth()).isEmpty();
    }

    @Test
    void noticesThatOnlyTheGroupsOfTheCallHadToGoBack() {
        rolledBackByOthers(Left.PIN, 1);
        left.intentItem().putArray("groups").add("gpu");
        left.stands("cpu", Left.PIN, "Running");
        assertThat(truth()).isEmpty();

        left.stands("gpu", Left.PIN, "Running");
        assertThat(truth()).singleElement().asString().contains("group gpu is not back on " + Left.OLD);
    }

    @Test
    void noticesARollbackOfOthersThatIsNotSaidToBeUnproven() {
        rolledBackByOthers(Left.PIN, 1);
        left.messages.clear();
        left.message(Left.RUN + "/final", "RolledBack", "every node is back");

        assertNoRollbackOfIts();
    }

    @Test
    void noticesARollbackOfOthersThatTheCallsAnswerTellsFromIts() {
        rolledBackByOthers(Left.PIN, 1);
        left.intentItem().putObject("answer").put("kind", "CONFLICT");

        assertNoRollbackOfIts();
    }

    @Test
    void noticesARollbackOfOthersWhereTheCallsUpdateWouldBeMarked() {
        rolledBackByOthers(Left.PIN, 1);
        left.intentItem().withObject("/deployment").putArray("alarms").add(Left.WIRE);

        assertNoRollbackOfIts();
    }

    @Test
    void noticesARollbackOfOthersFromAnotherImage() {
        rolledBackByOthers(Left.OTHER, 1);

        assertNoRollbackOfIts();
    }

    @ParameterizedTest
    @ValueSource(ints = {-15, 67})
    void noticesARollbackOfOthersThatBeganAtAnotherTimeThanTheCall(int minutes) {
        rolledBackByOthers(Left.PIN, minutes);

        assertNoRollbackOfIts();
    }

    @Test
    void acceptsARollbackOfOthersAfterAStepThatEndedWell() {
        rolledBackByOthers(Left.PIN, 1);
        earlierStep();

        assertThat(truth()).isEmpty();
    }

    /** An update of the run's own, of the step before, which another intent began. */
    private void earlierStep() {
        ObjectNode earlier = left.intentItem().deepCopy();
        earlier.putArray("groups").add("cpu");
        earlier.put("calledAt", Left.at(-2).toString()).putObject("answer").put("kind", "ACCEPTED");
        earlier.withObject("/id").put("step", 0);
        left.items.put("run/" + Left.RUN + "|intent/000/001", earlier);
        left.intentItem().putArray("groups").add("gpu");
        ObjectNode request = left.request();
        request.remove("DeploymentConfig");
        request.withArray("InstanceGroups").remove(0);
        left.truthCalls.add(new Truth.Call(Left.at(-2), "c", request, false, Optional.of(0), Optional.empty(), ""));
        left.updates.addFirst(new Truth.Update(
                0,
                false,
                Left.PIN,
                List.of(),
                Left.at(-2),
                Optional.of(Left.at(0)),
                List.of(Left.ended("cpu", "Succeeded"))));
        left.stands("cpu", Left.PIN, "Running");
    }

    private void assertNoRollbackOfIts() {
        assertThat(truth()).singleElement().asString().contains("no update of it rolled back");
    }

    /** On Slurm the service turned the call down, its answer was lost, and the update that stood in its way was rolled back. */
    private void rolledBackByOthers(String image, int minutes) {
        rolledBack(List.of("gpu", "cpu"));
        left.slurm = true;
        left.truthCalls.clear();
        left.intentItem().remove(List.of("answer", "sightedAt"));
        left.intentItem().withObject("/deployment").putArray("alarms");
        left.updates.set(
                0,
                new Truth.Update(
                        1,
                        true,
                        image,
                        List.of(),
                        Left.at(minutes),
                        Optional.of(Left.at(minutes + 2)),
                        Stream.of("gpu", "cpu")
                                .map(group -> new Truth.GroupUpdate(
                                        group,
                                        image,
                                        Left.OLD,
                                        Optional.of("RollbackComplete"),
                                        Optional.of(Left.at(minutes + 2)),
                                        List.of(),
                                        1))
                                .toList()));
        left.messages.clear();
        left.message(Left.RUN + "/final", "RolledBack", "That the updates were ours is unproven: nothing marks them.");
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
