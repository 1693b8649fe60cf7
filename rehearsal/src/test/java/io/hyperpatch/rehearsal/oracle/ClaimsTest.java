package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.fault.Delivered;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

    private final Left left = Left.verified();

    @Test
    void noticesAReportThatLeavesOutAGroup() {
        groups().remove(1);

        assertThat(whole()).singleElement().asString().contains("reports on [gpu]");
    }

    @Test
    void asksForAGroupThatSomebodyAddedOnlyWhereItCameBeforeTheReport() {
        left.reports.getFirst().put("clusterStatus", "InService");
        left.stands("new", Left.OLD, "Running");
        assertThat(whole()).singleElement().asString().contains("does not name the group new");

        left.faults.add(new Delivered(Left.at(5), "groupAdded", "c", "new"));
        assertThat(whole()).singleElement().asString().contains("does not name the group new");

        left.faults.set(0, new Delivered(Left.at(5).plusMillis(1), "groupAdded", "c", "new"));
        assertThat(whole()).isEmpty();
    }

    @Test
    void noticesAReportOfNothing() {
        groups().removeAll();

        assertThat(whole()).singleElement().asString().contains("reports on []");
    }

    @Test
    void noticesAPinThatIsNotTheRuns() {
        group().put("pin", Left.OTHER);

        assertThat(whole()).singleElement().asString().contains("the reported pin is not the run's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Verified", "VerifiedWithSkips", "AlreadyCurrent"})
    void noticesNodesThatAreNeitherPatchedNorSkipped(String outcome) {
        left.reports.getFirst().put("outcome", outcome);
        group().put("patched", 0);

        assertThat(whole()).singleElement().asString().contains("of group gpu says");
    }

    @Test
    void asksForNoNodeOfAGroupThatWasLeftOutAndThatOthersHaveMendedSince() {
        left.policy.putObject("rollout").put("onUnready", "leaveOut");
        group().put("patched", 0);
        assertThat(whole()).singleElement().asString().contains("of group gpu says");

        left.read("CheckReadiness", "sagemaker:DescribeCluster", 0, """
                {"ClusterArn": "%s", "InstanceGroups": [{"InstanceGroupName": "gpu", "Status": "Failed"}]}
                """.formatted(Left.ARN));
        assertThat(whole()).isEmpty();
    }

    @Test
    void noticesANodeThatFailedInAVerifiedGroup() {
        group().withArray("failed").addObject().put("instanceId", "i-gpu");

        assertThat(whole()).singleElement().asString().contains("of group gpu says");
    }

    @Test
    void noticesSkippedNodesOfARunThatCallsItselfVerified() {
        group().put("patched", 0).withArray("skipped").addObject().put("instanceId", "i-gpu");
        assertThat(whole()).singleElement().asString().contains("of group gpu says");

        left.reports.getFirst().put("outcome", "VerifiedWithSkips");
        assertThat(whole()).isEmpty();
    }

    @Test
    void countsSkippedNodesForWhichTheEventHadNoRoom() {
        left.reports.getFirst().put("outcome", "VerifiedWithSkips");
        group().put("patched", 0).put("skippedNotListed", 1);

        assertThat(whole()).isEmpty();
    }

    @Test
    void noticesAWrongImageFromBefore() {
        group().put("imageBefore", Left.OTHER);

        assertThat(whole()).singleElement().asString().contains("it had " + Left.OLD);
    }

    @Test
    void doesNotBlameARunForAnUpdateThatSomebodyMadeInBetween() {
        group().put("imageBefore", Left.OTHER);
        Truth.Update mine = left.updates.getFirst();
        left.updates.set(0, theirs(mine));
        left.updates.add(
                new Truth.Update(2, false, Left.PIN, mine.alarms(), mine.started(), mine.ended(), mine.groups()));
        left.truthCalls.set(
                0, new Truth.Call(Left.at(1), "c", left.request(), false, Optional.of(2), Optional.empty(), ""));

        assertThat(whole()).isEmpty();
    }

    private static Truth.Update theirs(Truth.Update mine) {
        return new Truth.Update(1, true, Left.OLD, List.of(), Left.at(0), Optional.of(Left.at(0)), mine.groups());
    }

    @Test
    void noticesADeferralWithoutATime() {
        ended("Deferred");

        assertThat(grounds()).anySatisfy(wrong -> assertThat(wrong).contains("is Deferred until ''"));
    }

    @Test
    void noticesADeferralUntilAnotherTimeThanThePolicyWants() {
        ended("Deferred").put("until", Left.at(60).toString());
        left.oldEnough.put(Left.PIN, Left.at(61));
        assertThat(grounds()).hasSize(2).allSatisfy(wrong -> assertThat(wrong).contains("it is old enough at"));

        left.oldEnough.put(Left.PIN, Left.at(60));
        assertThat(grounds()).isEmpty();
    }

    @Test
    void noticesATimeToWaitForWhereThereIsNone() {
        left.reports.getFirst().put("until", Left.at(60).toString());

        assertThat(grounds()).singleElement().asString().contains("is Verified until");
    }

    @Test
    void noticesAParkedLeaseOfARunThatDidNothing() {
        ended("Refused").put("parked", "c-1/s1i1");

        assertThat(grounds()).singleElement().asString().contains("its lease is parked");
    }

    @Test
    void noticesAnUnknownOfARunThatPlannedNoCall() {
        ended("Unknown");
        assertThat(grounds()).isEmpty();

        left.items.keySet().removeIf(key -> key.contains("intent/"));
        assertThat(grounds()).singleElement().asString().contains("planned no call");
    }

    @Test
    void noticesAnAbortThatNobodyAskedFor() {
        ended("Aborted");
        assertThat(grounds()).singleElement().asString().contains("nobody asked for that");

        left.item("run/").put("abort", "dana: wrong image");
        assertThat(grounds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Verified", "VerifiedWithSkips", "RolledBack", "Mixed", "AlreadyCurrent"})
    void noticesAProofWithoutReadingTheNodes(String outcome) {
        ended(outcome);
        left.calls.removeLast();

        assertThat(proofs()).singleElement().asString().contains("nobody listed the nodes");
    }

    @Test
    void noticesThatTheNodesWereReadOnlyBeforeTheEnd() {
        left.calls.removeLast();
        left.listed(2);

        assertThat(proofs()).singleElement().asString().contains("nobody listed the nodes");
    }

    @Test
    void noticesThatTheNodesWereReadOnlyAfterTheReport() {
        left.calls.removeLast();
        left.listed(6);

        assertThat(proofs()).singleElement().asString().contains("nobody listed the nodes");
    }

    private ObjectNode ended(String outcome) {
        return left.reports.getFirst().put("outcome", outcome);
    }

    @Test
    void noticesARunThatIsUpdatedWhereEachImageIsShown() {
        left.reports.getFirst().put("outcome", "Updated");

        assertThat(left.broken(Claims::everyWordHasItsGround)).anyMatch(why -> why.contains("shows the image of each"));
    }

    @Test
    void judgesARunThatIsUpdatedByWhatWasShownWhenItWasReported() {
        left.reports.getFirst().put("outcome", "Updated");
        left.show("gpu", null, null, "Succeeded");
        left.reportedAsShown();
        left.shown.remove("gpu");

        assertThat(left.broken(Claims::everyWordHasItsGround))
                .noneMatch(why -> why.contains("shows the image of each"));
    }

    private com.fasterxml.jackson.databind.node.ArrayNode groups() {
        return left.reports.getFirst().withArray("groups");
    }

    private ObjectNode group() {
        return (ObjectNode) groups().get(0);
    }

    private List<String> whole() {
        return left.broken(Claims::everyReportIsWhole);
    }

    private List<String> grounds() {
        return left.broken(Claims::everyWordHasItsGround);
    }

    private List<String> proofs() {
        return left.broken(Claims::noProofWithoutReadingTheNodes);
    }
}
