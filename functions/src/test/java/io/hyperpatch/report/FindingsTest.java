package io.hyperpatch.report;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.OLD;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProofs;
import io.hyperpatch.proof.NodeNote;
import io.hyperpatch.rollout.LeftOut;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsTest {
    private static final Map<String, Pin> PINS =
            Map.of("gpu", Pin.of(PIN), "canary", Pin.of(PIN), "system", Pin.of(PIN));
    private static final Run A_RUN = Run.planned(RUN, ARN, "train-a", "gpu-fleet", PINS, "parent", CALLED_AT);
    private static final Intent ENDED = IntentFixture.number(1)
            .sightedAt(CALLED_AT)
            .resolved(Resolution.As.ENDED)
            .intent();
    private static final Intent NOTHING =
            IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();

    private static final String OTHER = "ami-0defa017000000001";

    private List<Step> steps = List.of();
    private Outlook outlook = Outlook.NONE;
    private Map<String, GroupProof> proofs = Map.of();
    private Optional<Cluster> cluster = Optional.of(new ClusterFixture().cluster());

    private Findings findings(Outcome outcome, Intent... intents) {
        return new Findings(
                A_RUN,
                new RunEnd(outcome, Optional.of("because"), Optional.empty(), Optional.empty(), Optional.empty()),
                steps,
                outlook,
                List.of(intents),
                proofs,
                cluster,
                List.of(),
                CALLED_AT);
    }

    @Test
    void neverSaysRefusedAfterAStepThatChangedTheCluster() {
        assertThat(findings(Outcome.REFUSED, ENDED).report().outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(findings(Outcome.REFUSED, NOTHING).report().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(findings(Outcome.REFUSED).report().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void neverSaysRefusedWhileItIsOpenWhatBecameOfACall() {
        Intent open = IntentFixture.number(2).intent();

        assertThat(findings(Outcome.REFUSED, NOTHING, open).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(findings(Outcome.REFUSED, IntentFixture.number(2).planned().intent())
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"VERIFIED", "VERIFIED_WITH_SKIPS", "ROLLED_BACK", "MIXED", "UNKNOWN", "ABORTED"})
    void passesEveryOtherOutcomeOn(Outcome outcome) {
        assertThat(findings(outcome, ENDED).outcome()).isEqualTo(outcome);
    }

    @Test
    void saysWhatWasRecordedFirst() {
        Run ended = new Run(
                RUN,
                ARN,
                "train-a",
                "gpu-fleet",
                PINS,
                "parent",
                CALLED_AT,
                Optional.of(Outcome.ROLLED_BACK),
                Optional.of("the first word"),
                Optional.empty(),
                Optional.of(CALLED_AT),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Findings again = findings(Outcome.UNKNOWN);

        RunReport report = new Findings(
                        ended,
                        again.end(),
                        steps,
                        again.outlook(),
                        again.intents(),
                        proofs,
                        cluster,
                        List.of(),
                        CALLED_AT.plusSeconds(99))
                .report();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.reason()).isEqualTo("the first word");
        assertThat(report.endedAt()).isEqualTo(CALLED_AT);
    }

    @Test
    void namesNoImageFromBeforeWhereTheServiceShowedNone() {
        Intent open = IntentFixture.number(1)
                .before(new ClusterFixture()
                        .group("gpu", gpu -> gpu.remove("CurrentImageId"))
                        .cluster())
                .intent();

        assertThat(imageBefore(findings(Outcome.UNKNOWN, open), "gpu")).isEmpty();
        assertThat(imageBefore(findings(Outcome.UNKNOWN), "gpu")).contains(OLD);
    }

    private static Optional<String> imageBefore(Findings findings, String group) {
        return findings.report().groups().stream()
                .filter(each -> each.name().equals(group))
                .findFirst()
                .flatMap(GroupReport::imageBefore);
    }

    @Test
    void namesTheOpenIntentAndThatTheLeaseIsKept() {
        RunReport open =
                findings(Outcome.UNKNOWN, IntentFixture.number(1).intent()).report();
        assertThat(open.parked()).contains(RUN + "/s1i1");
        assertThat(open.leaseNote()).contains("kept");

        RunReport over = findings(Outcome.VERIFIED, ENDED).report();
        assertThat(over.parked()).isEmpty();
        assertThat(over.leaseNote()).isEmpty();
    }

    @Test
    void countsAGroupThatIsInNoStepAsCurrentAndOneThatWasNotReachedAsNot() {
        steps = List.of(
                new Step(1, Step.Phase.CANARY, Pin.of(PIN), List.of("canary")),
                new Step(2, Step.Phase.REST, Pin.of(PIN), List.of("gpu")));
        cluster = Optional.of(new ClusterFixture()
                .group("canary", group -> group.put("CurrentImageId", PIN))
                .cluster());
        proofs = Map.of(
                "system",
                atPlanning("system", GroupProof.Verdict.ALREADY_CURRENT, "every node was on the image before", 1),
                "canary",
                GroupProofs.of(
                        "canary",
                        GroupProof.Verdict.VERIFIED_WITH_SKIPS,
                        "why",
                        Optional.of(OLD),
                        PIN,
                        Optional.of(PIN),
                        Optional.of("Succeeded"),
                        2,
                        1,
                        List.of(new NodeNote("i-1", "skipped")),
                        List.of()));

        List<GroupReport> groups = findings(Outcome.REFUSED, ENDED).report().groups();

        assertThat(groups).extracting(GroupReport::name).containsExactly("system", "canary", "gpu");
        assertThat(groups).extracting(GroupReport::patched).containsExactly(1, 1, 0);
        assertThat(groups.get(1).skipped()).extracting(NodeNote::instanceId).containsExactly("i-1");
        assertThat(groups.get(2).imageBefore()).contains(OLD);
    }

    @Test
    void countsNoNodeThatWasNotProved() {
        for (Outcome outcome : List.of(Outcome.REFUSED, Outcome.ALREADY_CURRENT)) {
            assertThat(findings(outcome).report().groups())
                    .extracting(GroupReport::patched)
                    .containsOnly(0);
        }
    }

    @Test
    void namesTheGroupsThatARunLeftOutWhichHadNothingToDo() {
        proofs = Map.of(
                "canary", atPlanning("canary", GroupProof.Verdict.ALREADY_CURRENT, "every node was on the image", 2));
        outlook = Outlook.ofNoStep(List.of(new LeftOut("gpu", LeftOut.Cause.UNREADY, "is Failed, and is left out")));

        assertThat(findings(Outcome.ALREADY_CURRENT).report().groups())
                .filteredOn(group -> group.name().equals("gpu"))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.patched()).isZero();
                    assertThat(group.standing()).isEqualTo(GroupStanding.LEFT_OUT);
                    assertThat(group.note()).contains("is Failed, and is left out");
                });
    }

    @Test
    void saysOfAGroupThatWasLeftOutHowItIsNow() {
        cluster = Optional.of(new ClusterFixture().cluster());
        outlook = Outlook.ofNoStep(List.of(new LeftOut("gpu", LeftOut.Cause.UNREADY, "is Failed, and is left out")));

        assertThat(findings(Outcome.VERIFIED, ENDED).report().groups())
                .filteredOn(group -> group.name().equals("gpu"))
                .extracting(GroupReport::note)
                .containsExactly("is Failed, and is left out; that was at planning, and it is InService now");
    }

    @Test
    void doesWithoutTheClusterAndSaysSo() {
        cluster = Optional.empty();

        RunReport report = findings(Outcome.UNKNOWN, ENDED).report();

        assertThat(report.groups()).extracting(GroupReport::name).containsExactly("canary", "gpu", "system");
        assertThat(report.notes()).singleElement().asString().contains("could not be read");
    }

    @Test
    void notesThatOwnershipIsUnproven() {
        Intent unproven = IntentFixture.number(1)
                .answered(Answer.Kind.ACCEPTED)
                .endedAt(CALLED_AT)
                .resolved(Resolution.As.ENDED)
                .intent();

        assertThat(findings(Outcome.VERIFIED, unproven).report().notes())
                .singleElement()
                .asString()
                .contains(unproven.wire(), "accepted our call");
        assertThat(findings(Outcome.VERIFIED, ENDED).report().notes()).isEmpty();
    }

    @Test
    void notesWhoseWordItIsThatAnUpdateHasEnded() {
        Intent adopted = IntentFixture.number(1)
                .sightedAt(CALLED_AT)
                .endedAt(CALLED_AT)
                .adopted(Adoption.As.ENDED)
                .resolved(Resolution.As.ENDED)
                .intent();

        assertThat(findings(Outcome.VERIFIED, adopted).report().notes())
                .singleElement()
                .asString()
                .contains(
                        "adopted as ended by arn:dana", "the trail shows it", "the cluster showed: cluster InService");
    }

    @Test
    void saysOnceForAllStepsOnSlurmThatNothingMarksAnUpdateAsOurs() {
        Intent accepted = IntentFixture.number(1)
                .onSlurm()
                .answered(Answer.Kind.ACCEPTED)
                .endedAt(CALLED_AT)
                .resolved(Resolution.As.ENDED)
                .intent();
        Intent lost = IntentFixture.number(2)
                .onSlurm()
                .groups("canary")
                .endedAt(CALLED_AT)
                .resolved(Resolution.As.ENDED)
                .intent();

        cluster = Optional.of(new ClusterFixture().slurm().cluster());

        assertThat(findings(Outcome.VERIFIED, accepted, lost).report().notes())
                .singleElement()
                .asString()
                .contains("unproven: on Slurm nothing marks", "accepted our calls for gpu.");
    }

    @Test
    void promisesNothingOfAGroupThatWasMovedAfterItsProof() {
        proofs = Map.of(
                "canary",
                proved("canary", GroupProof.Verdict.VERIFIED, PIN),
                "gpu",
                proved("gpu", GroupProof.Verdict.VERIFIED, PIN));
        cluster = Optional.of(new ClusterFixture()
                .group("canary", group -> group.put("CurrentImageId", OTHER))
                .group("gpu", group -> group.put("CurrentImageId", PIN))
                .cluster());

        RunReport report = findings(Outcome.VERIFIED, ENDED).report();

        assertThat(report.outcome()).isEqualTo(Outcome.MIXED);
        assertThat(report.reason())
                .startsWith("canary: ")
                .contains(PIN, OTHER, "not this run's", "because")
                .doesNotContain("gpu");
        assertThat(report.groups())
                .filteredOn(group -> group.name().equals("canary"))
                .singleElement()
                .satisfies(canary -> {
                    assertThat(canary.imageNow()).contains(OTHER);
                    assertThat(canary.patched()).isZero();
                });
        assertThat(findings(Outcome.MIXED, ENDED).report().reason()).isEqualTo("because");
    }

    @Test
    void promisesNothingOfAGroupThatWasMovedAfterItsRollback() {
        proofs = Map.of(
                "canary",
                proved("canary", GroupProof.Verdict.VERIFIED, PIN),
                "gpu",
                proved("gpu", GroupProof.Verdict.ROLLED_BACK, OLD));
        cluster = Optional.of(new ClusterFixture()
                .group("canary", group -> group.put("CurrentImageId", OTHER))
                .cluster());
        assertThat(findings(Outcome.ROLLED_BACK, ENDED).outcome()).isEqualTo(Outcome.ROLLED_BACK);

        cluster = Optional.of(new ClusterFixture()
                .group("gpu", group -> group.put("CurrentImageId", OTHER))
                .cluster());
        assertThat(findings(Outcome.ROLLED_BACK, ENDED).outcome()).isEqualTo(Outcome.MIXED);
    }

    @Test
    void notesThatAProvedGroupIsBeingUpdatedAgain() {
        proofs = Map.of("gpu", proved("gpu", GroupProof.Verdict.VERIFIED, OLD));
        cluster = Optional.of(new ClusterFixture()
                .group("gpu", group -> group.put("CurrentImageId", OLD).put("SoftwareUpdateStatus", "InProgress"))
                .cluster());

        RunReport report = findings(Outcome.VERIFIED, ENDED).report();

        assertThat(report.outcome()).isEqualTo(Outcome.VERIFIED);
        assertThat(report.notes()).singleElement().asString().contains("gpu", "not this run's");
    }

    private static GroupProof atPlanning(String name, GroupProof.Verdict verdict, String reason, int nodes) {
        return GroupProofs.of(
                name,
                verdict,
                reason,
                Optional.of(OLD),
                PIN,
                Optional.of(OLD),
                Optional.empty(),
                nodes,
                nodes,
                List.of(),
                List.of());
    }

    private static GroupReport of(RunReport report, String group) {
        return report.groups().stream()
                .filter(said -> said.name().equals(group))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsAndNamesARestrictedGroup() {
        RunReport report = findings(Outcome.VERIFIED, ENDED).report();

        assertThat(report.untouched()).singleElement().satisfies(nova -> {
            assertThat(nova.name()).isEqualTo("nova");
            assertThat(nova.nodes()).isEqualTo(16);
            assertThat(nova.standing()).isEqualTo(GroupStanding.RESTRICTED);
        });
        assertThat(report.nodes()).isEqualTo(1 + 2 + 64 + 16);
        Notification told = Notification.of(report);
        assertThat(told.subject()).contains("of 83 nodes");
        assertThat(told.body()).contains("nova (ml.p5.48xlarge, 16 nodes): is a restricted instance group");
    }

    /**
     * Nodes that start in a group which had none when the run was planned are on the image that the group
     * has.
     */
    @Test
    void namesTheNodesThatCameToAGroupThatWasEmptyAndCountsThemAsNotPatched() {
        proofs = Map.of("system", atPlanning("system", GroupProof.Verdict.EMPTY, "the group has no nodes", 0));
        steps = List.of(new Step(1, Step.Phase.REST, Pin.of(PIN), List.of("canary", "gpu")));
        cluster = Optional.of(new ClusterFixture()
                .group("system", group -> group.put("CurrentCount", 5))
                .cluster());

        RunReport report = findings(Outcome.VERIFIED, ENDED).report();

        assertThat(of(report, "system")).satisfies(system -> {
            assertThat(system.standing()).isEqualTo(GroupStanding.EMPTY);
            assertThat(system.patched()).isZero();
            assertThat(system.nodesNow()).isEqualTo(5);
        });
        assertThat(Notification.of(report).body())
                .contains("system (ml.c5.2xlarge, 5 nodes): had no nodes when the run was planned, and has 5 now");
    }

    @Test
    void namesAnEmptyGroupAndFromWhichImageItsNodesWillStart() {
        cluster = Optional.of(new ClusterFixture()
                .group("system", group -> group.put("CurrentCount", 0))
                .cluster());

        assertThat(of(findings(Outcome.VERIFIED, ENDED).report(), "system")).satisfies(system -> {
            assertThat(system.standing()).isEqualTo(GroupStanding.EMPTY);
            assertThat(system.note()).isEqualTo("has no nodes; new nodes will start from ami-00000000000000001");
        });
    }

    @Test
    void namesGroupsThatCameOrWentSinceTheImagesWereChosen() {
        cluster = Optional.of(new ClusterFixture()
                .group("system", group -> group.put("InstanceGroupName", "later"))
                .cluster());

        RunReport report = findings(Outcome.VERIFIED, ENDED).report();

        assertThat(of(report, "system").standing()).isEqualTo(GroupStanding.GONE);
        assertThat(report.untouched())
                .filteredOn(group -> group.name().equals("later"))
                .singleElement()
                .satisfies(later -> assertThat(later.standing()).isEqualTo(GroupStanding.ADDED));
        assertThat(Notification.of(report).body()).contains("system (0 nodes): is no longer there", "later (");
    }

    @Test
    void namesAGroupThatWasScaledSinceItWasProved() {
        proofs = Map.of("gpu", proved("gpu", GroupProof.Verdict.VERIFIED, PIN));
        cluster = Optional.of(new ClusterFixture()
                .group("gpu", group -> group.put("CurrentImageId", PIN).put("CurrentCount", 7))
                .cluster());

        GroupReport gpu = of(findings(Outcome.VERIFIED, ENDED).report(), "gpu");

        assertThat(gpu.nodes()).isEqualTo(2);
        assertThat(gpu.nodesNow()).isEqualTo(7);
        assertThat(gpu.note()).contains("had 2 nodes when it was proved, and has 7 now", "were not looked at");
    }

    @Test
    void namesAGroupThatThePlanLeavesOutWithItsReason() {
        Findings whole = findings(Outcome.VERIFIED, ENDED);
        RunReport report = new Findings(
                        whole.run(),
                        whole.end(),
                        steps,
                        new Outlook(
                                List.of(),
                                "",
                                List.of(new LeftOut("system", LeftOut.Cause.POLICY, "is left out by the policy"))),
                        whole.intents(),
                        proofs,
                        cluster,
                        List.of(),
                        CALLED_AT)
                .report();

        assertThat(of(report, "system").standing()).isEqualTo(GroupStanding.LEFT_OUT);
        assertThat(Notification.of(report).body())
                .contains("system (ml.c5.2xlarge, 1 node): is left out by the policy");
    }

    /** The service's last word on a group may be months old: beside a count it would read as this run's. */
    @Test
    void saysNotBegunOfAGroupThatTheRunDidNotTouch() {
        cluster = Optional.of(new ClusterFixture()
                .group("gpu", group -> group.put("SoftwareUpdateStatus", "Succeeded"))
                .cluster());

        RunReport report = findings(Outcome.REFUSED).report();

        assertThat(of(report, "gpu").standing()).isEqualTo(GroupStanding.NOT_BEGUN);
        assertThat(Notification.of(report).body()).contains("not begun").doesNotContain("Succeeded", "0 of 64");
    }

    private static GroupProof proved(String name, GroupProof.Verdict verdict, String image) {
        return GroupProofs.of(
                name,
                verdict,
                "why",
                Optional.of(OLD),
                PIN,
                Optional.of(image),
                Optional.of("Succeeded"),
                2,
                verdict == GroupProof.Verdict.ROLLED_BACK ? 0 : 2,
                List.of(),
                List.of());
    }

    @Test
    void notesThatNothingMovedForALongTime() {
        Intent stalled = IntentFixture.number(1)
                .sightedAt(CALLED_AT)
                .stalledAt(CALLED_AT)
                .intent();

        assertThat(findings(Outcome.UNKNOWN, stalled).report().notes())
                .singleElement()
                .asString()
                .contains(CALLED_AT.toString());
    }
}
