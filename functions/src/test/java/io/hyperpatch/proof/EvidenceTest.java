package io.hyperpatch.proof;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.VersionReadings;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves groups of which the service shows no image, and finds the rung on which each was proved. */
class EvidenceTest {
    private static final int SIZE = 64;
    private static final Instant ENDED = CALLED_AT.plus(Duration.ofHours(4));
    private static final Instant LATE = ENDED.plus(GroupJudge.READING).plusMillis(1);
    private static final Instant LONG_AGO = CALLED_AT.minus(Duration.ofDays(30));
    private static final Instant SINCE = CALLED_AT.plus(Duration.ofHours(1));

    private final ClusterFixture cluster = new ClusterFixture();
    private final List<Node> nodes = new ArrayList<>();
    private final List<NodeBefore> before = new ArrayList<>();
    private ShownImage shownSingly = ShownImage.NONE;
    private int singleReads;
    private IntentFixture intent;

    @BeforeEach
    void aGroupThatShowsNoImage() {
        cluster.group("gpu", EvidenceTest::hide);
        for (int i = 0; i < SIZE; i++) {
            before.add(new NodeBefore(
                    id(i), "gpu", Node.RUNNING, Optional.of(LONG_AGO), Optional.of("SecurityUpdateRequired")));
            nodes.add(node(id(i), SINCE, LONG_AGO, "SecurityUpdateRequired"));
        }
        intent = IntentFixture.number(1)
                .pin(Pin.DEFAULT)
                .before(cluster.cluster())
                .sightedAt(CALLED_AT.plusSeconds(300))
                .progress("gpu=-1/InProgress", CALLED_AT.plusSeconds(300))
                .endedAt(ENDED);
        ended("Succeeded");
    }

    private static void hide(ObjectNode group) {
        group.remove(List.of("CurrentImageId", "DesiredImageId", "SoftwareUpdateStatus", "TargetStateCount"));
    }

    private static String id(int i) {
        return "i-%017d".formatted(i);
    }

    private static Node node(String id, Instant updated, Instant launched, String versionStatus) {
        return new Node(
                id,
                "gpu",
                Node.RUNNING,
                Optional.empty(),
                Optional.of(updated),
                Optional.of(launched),
                ShownImage.NONE,
                Optional.of(versionStatus));
    }

    private void ended(String status) {
        cluster.group("gpu", group -> group.put("SoftwareUpdateStatus", status));
    }

    private void group(Consumer<ObjectNode> change) {
        cluster.group("gpu", change);
    }

    private void each(UnaryOperator<Node> change) {
        nodes.replaceAll(change);
    }

    private NodeReads.Readings read(Collection<Node> asked) {
        singleReads += asked.size();
        Map<String, Node> shown = asked.stream()
                .collect(Collectors.toMap(
                        Node::instanceId,
                        node -> new Node(
                                node.instanceId(),
                                node.group(),
                                node.status(),
                                node.message(),
                                node.lastSoftwareUpdate(),
                                node.launchedAt(),
                                shownSingly,
                                node.imageVersionStatus())));
        return new NodeReads.Readings(shown, Set.of(), Set.of(), 0);
    }

    private StepProof step(Instant now) {
        return Proof.of(intent.intent(), cluster.cluster(), NodeListing.of(nodes), before, this::read, now);
    }

    private GroupProof prove(Instant now) {
        return step(now).groups().getFirst();
    }

    @Test
    void isUpdatedWhereOurUpdateWasSeenUnderWayAndEveryNodeWasUpdatedSince() {
        GroupProof proof = prove(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.UPDATED);
        assertThat(proof.evidence()).isEqualTo(Evidence.SIGHTED_UPDATE);
        assertThat(proof.patched()).isEqualTo(SIZE);
        assertThat(proof.imageNow()).isEmpty();
        assertThat(singleReads).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {PIN, "1.2.3"})
    void isUpdatedForAnyPinThatTheServiceDoesNotShowAndAsksOneNodeOnly(String pin) {
        intent = intent.pin(pin);

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UPDATED);
        assertThat(singleReads).isEqualTo(1);
    }

    @Test
    void neverTakesTheTextDefaultForAnImage() {
        group(json -> json.put("CurrentImageId", "default").put("DesiredImageId", "default"));
        shownSingly = new ShownImage(Optional.of("default"), Optional.empty());

        GroupProof proof = prove(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.UPDATED);
        assertThat(proof.evidence().showsImage()).isFalse();
    }

    @Test
    void isVerifiedByTheReleaseVersionThatTheListShowsForEachNode() {
        ShownImage version = ShownImage.ofText("1.2.3");
        intent = intent.pin("1.2.3");
        group(json -> json.put("CurrentImageReleaseVersion", "1.2.3").put("DesiredImageReleaseVersion", "1.2.3"));
        each(node -> new Node(
                node.instanceId(),
                "gpu",
                Node.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version,
                Optional.empty()));

        GroupProof proof = prove(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(proof.evidence()).isEqualTo(Evidence.RELEASE_VERSION);
        assertThat(singleReads).isZero();
    }

    @Test
    void provesNothingByAnUpdateThatWasNeverSeenUnderWay() {
        intent = IntentFixture.number(1)
                .pin(Pin.DEFAULT)
                .before(cluster.cluster())
                .answered(Answer.Kind.ACCEPTED)
                .endedAt(ENDED);

        GroupProof proof = prove(LATE);

        assertThat(proof.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(proof.evidence()).isEqualTo(Evidence.UNPROVEN);
        assertThat(proof.unproven()).hasSize(SIZE);
        assertThat(proof.patched()).isZero();
    }

    @Test
    void provesNothingOnceAnotherConfigurationWasSeen() {
        intent = intent.overtakenAt(SINCE);

        assertThat(prove(LATE).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void provesNothingWhileAnotherConfigurationIsShown() {
        group(json -> json.putObject("ActiveSoftwareUpdateConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", "theirs"));

        assertThat(prove(LATE).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void needsTheUpdateTimeOfEveryNodeToLieAfterTheCall() {
        nodes.set(5, node(id(5), LONG_AGO, LONG_AGO, "UpToDate"));
        before.set(5, new NodeBefore(id(5), "gpu", Node.RUNNING, Optional.of(LONG_AGO), Optional.of("UpToDate")));
        nodes.set(6, node(id(6), CALLED_AT.minusSeconds(1), LONG_AGO, "UpToDate"));
        before.set(6, new NodeBefore(id(6), "gpu", Node.RUNNING, Optional.of(LONG_AGO), Optional.of("UpToDate")));

        GroupProof proof = prove(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(proof.unproven()).extracting(NodeNote::instanceId).containsExactly(id(5), id(6));
        assertThat(proof.patched()).isEqualTo(SIZE - 2);
    }

    @Test
    void countsANodeLaunchedAfterTheCallInPlaceOfAnotherAndNoneLaunchedBefore() {
        nodes.set(5, node("i-new", SINCE, SINCE, "UpToDate"));
        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UPDATED);

        nodes.set(5, node("i-new", SINCE, CALLED_AT.minusSeconds(1), "UpToDate"));
        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AttachInProgress", "Pending", "DeepHealthCheckInProgress"})
    void countsANodeThatDidNotRunAtPlanningAndWasUpdatedAfterTheCall(String status) {
        before.set(5, new NodeBefore(id(5), "gpu", status, Optional.of(LONG_AGO), Optional.empty()));

        GroupProof proof = prove(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.UPDATED);
        assertThat(proof.evidence()).isEqualTo(Evidence.SIGHTED_UPDATE);
    }

    @Test
    void takesNoUpdateTimeOfALaunchForAnUpdate() {
        before.set(5, new NodeBefore(id(5), "gpu", "Pending", Optional.of(LONG_AGO), Optional.empty()));
        nodes.set(5, node(id(5), SINCE, SINCE, "UpToDate"));
        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UNPROVEN);

        // Without one yet at planning, it may have got its first one on its way into the group.
        before.set(5, new NodeBefore(id(5), "gpu", "Pending", Optional.empty(), Optional.empty()));
        nodes.set(5, node(id(5), SINCE, LONG_AGO, "UpToDate"));
        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UNPROVEN);

        before.set(5, new NodeBefore(id(5), "gpu", "Pending", Optional.of(LONG_AGO), Optional.empty()));
        nodes.set(5, node(id(5), CALLED_AT.minusSeconds(1), LONG_AGO, "UpToDate"));
        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void takesTheAcceptedAnswerAndTheTransitionOnSlurm() {
        intent = intent.onSlurm();
        assertThat(prove(LATE).verdict()).isEqualTo(Verdict.UNPROVEN);

        intent = intent.answered(Answer.Kind.ACCEPTED);
        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UPDATED);
    }

    @Test
    void isRolledBackByTheSightingAndTheServicesWord() {
        ended("RollbackComplete");

        GroupProof proof = prove(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.ROLLED_BACK);
        assertThat(proof.evidence()).isEqualTo(Evidence.SIGHTED_UPDATE);
        assertThat(proof.patched()).isZero();
    }

    @Test
    void isNotRolledBackWithoutTheSighting() {
        intent = IntentFixture.number(1)
                .pin(Pin.DEFAULT)
                .before(cluster.cluster())
                .endedAt(ENDED);
        ended("RollbackComplete");

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void isMixedWhereANodeDoesNotRunAfterARollback() {
        ended("RollbackComplete");
        nodes.set(0, failed(id(0), "FailedMaintenance"));

        GroupProof proof = prove(LATE);

        assertThat(proof.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(proof.failed()).extracting(NodeNote::instanceId).containsExactly(id(0));
    }

    @Test
    void isUpdatedByVersionStatusesThatTurnedInFiveReadingsAlikeAMinuteApart() {
        noUpdateTimes("UpToDate");
        Instant now = ENDED;
        for (int reading = 1; reading < VersionReadings.ENOUGH; reading++) {
            StepProof proof = step(now);
            assertThat(proof.verdict()).isEqualTo(Verdict.NOT_YET);
            assertThat(proof.reason()).contains(reading + " of 5");
            intent = intent.versionReadings(proof.versionReadings());
            // One that comes too soon does not count.
            assertThat(step(now.plusSeconds(59)).versionReadings()).isEqualTo(proof.versionReadings());
            now = now.plus(VersionReadings.APART);
        }

        GroupProof proof = prove(now);

        assertThat(proof.verdict()).isEqualTo(Verdict.UPDATED);
        assertThat(proof.evidence()).isEqualTo(Evidence.VERSION_STATUS);
    }

    @Test
    void beginsToCountAnewWhenAVersionStatusFlaps() {
        noUpdateTimes("UpToDate");
        Instant now = ENDED;
        for (int reading = 1; reading < VersionReadings.ENOUGH; reading++) {
            intent = intent.versionReadings(step(now).versionReadings());
            now = now.plus(VersionReadings.APART);
        }
        nodes.set(7, node(id(7), LONG_AGO, LONG_AGO, "SecurityUpdateRequired"));

        StepProof proof = step(now);

        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proof.reason()).contains("1 of 5");
    }

    @Test
    void provesNothingByVersionStatusesThatNeverTurned() {
        noUpdateTimes("SecurityUpdateRequired");

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(prove(LATE).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void provesNothingByVersionStatusesThatWereUpToDateBefore() {
        noUpdateTimes("UpToDate");
        before.replaceAll(node ->
                new NodeBefore(node.instanceId(), "gpu", Node.RUNNING, Optional.of(LONG_AGO), Optional.of("UpToDate")));

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    /** Neither before nor now. */
    private void noUpdateTimes(String versionStatus) {
        before.replaceAll(node ->
                new NodeBefore(node.instanceId(), "gpu", Node.RUNNING, Optional.empty(), node.imageVersionStatus()));
        each(node -> new Node(
                node.instanceId(),
                "gpu",
                Node.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.of(LONG_AGO),
                ShownImage.NONE,
                Optional.of(versionStatus)));
    }

    @Test
    void provesNothingByAVersionStatusThatTurnedWhereTheNodesUpdateTimeStandsStill() {
        nodes.set(5, node(id(5), LONG_AGO, LONG_AGO, "UpToDate"));
        Instant now = ENDED;
        for (int reading = 0; reading <= VersionReadings.ENOUGH; reading++) {
            intent = intent.versionReadings(step(now).versionReadings());
            now = now.plus(VersionReadings.APART);
        }

        GroupProof proof = prove(now);

        assertThat(proof.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(proof.unproven()).extracting(NodeNote::instanceId).containsExactly(id(5));
    }

    @Test
    void namesNoNodeAsFailedOfWhichNothingIsKnown() {
        ended("Failed");
        nodes.set(0, failed(id(0), "FailedMaintenance"));

        GroupProof proof = prove(LATE);

        assertThat(proof.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(proof.failed()).extracting(NodeNote::instanceId).containsExactly(id(0));
        assertThat(proof.unproven()).hasSize(SIZE - 1);
    }

    @Test
    void takesNodesThatTheGroupCountsAndNoListingHoldsForUnknownAndNotForFailed() {
        before.removeLast();
        nodes.removeLast();

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        GroupProof proof = prove(LATE);

        assertThat(proof.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proof.reason()).contains("63").contains("64");
        assertThat(proof.failed()).isEmpty();
    }

    @Test
    void isRolledBackWhereTheServiceSaysSoAndNoNodeIsLeft() {
        ended("RollbackComplete");
        group(json -> json.put("CurrentCount", 0).put("TargetCount", 0));
        nodes.clear();

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.ROLLED_BACK);
    }

    @Test
    void provesNothingByAnAcceptedCallThatChangedNothing() {
        intent = intent.answered(Answer.Kind.ACCEPTED);

        StepProof proof =
                Proof.ofUnchanged(intent.intent(), cluster.cluster(), NodeListing.of(nodes), before, this::read, ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(proof.reason()).contains("not proved");
    }

    @Test
    void callsNoGroupCurrentBeforehandThatShowsNoImage() {
        group(json -> json.put("CurrentImageId", "default").put("DesiredImageId", "default"));

        assertThat(CurrentProof.of(
                        cluster.cluster().group("gpu").orElseThrow(),
                        NodeListing.of(nodes),
                        Pin.of(Pin.DEFAULT),
                        this::read))
                .isInstanceOf(CurrentProof.Differs.class);
        assertThat(CurrentProof.of(
                        cluster.cluster().group("gpu").orElseThrow(), NodeListing.of(nodes), Pin.of(PIN), this::read))
                .isInstanceOf(CurrentProof.Differs.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failure", "FailedMaintenance", "NotFound"})
    void leavesOutAndNamesANodeThatWasBrokenBefore(String status) {
        before.set(3, new NodeBefore(id(3), "gpu", status, Optional.of(LONG_AGO), Optional.empty()));
        nodes.set(3, failed(id(3), status));

        GroupProof proof = prove(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.UPDATED);
        assertThat(proof.nodes()).isEqualTo(SIZE);
        assertThat(proof.patched()).isEqualTo(SIZE - 1);
        assertThat(proof.broken()).singleElement().satisfies(note -> {
            assertThat(note.instanceId()).isEqualTo(id(3));
            assertThat(note.why()).isEqualTo("was " + status + " before");
        });
    }

    @Test
    void provesANodeThatWasOnlyOnItsWayBefore() {
        before.set(3, new NodeBefore(id(3), "gpu", "Pending", Optional.empty(), Optional.empty()));
        nodes.set(3, failed(id(3), "Failure"));

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(prove(LATE).verdict()).isEqualTo(Verdict.MIXED);
    }

    private static Node failed(String id, String status) {
        return new Node(
                id,
                "gpu",
                status,
                Optional.empty(),
                Optional.of(LONG_AGO),
                Optional.of(LONG_AGO),
                ShownImage.NONE,
                Optional.empty());
    }

    @Test
    void hasNothingToProveInAGroupThatWasEmptiedMeanwhile() {
        nodes.clear();
        group(json -> json.put("TargetCount", 0).put("CurrentCount", 0).remove("SoftwareUpdateStatus"));

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void waitsForNoNodeThatTheGroupWasShortOfBefore() {
        group(json -> json.put("TargetCount", SIZE + 2).remove("SoftwareUpdateStatus"));
        intent = intent.before(cluster.cluster());
        ended("Succeeded");

        assertThat(prove(ENDED).verdict()).isEqualTo(Verdict.UPDATED);
    }
}
