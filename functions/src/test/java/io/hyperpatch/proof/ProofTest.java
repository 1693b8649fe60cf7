package io.hyperpatch.proof;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.OLD;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {
    private static final int SIZE = 64;
    private static final Instant ENDED = CALLED_AT.plus(Duration.ofHours(4));
    private static final Instant PATIENCE_OVER = ENDED.plus(Proof.PATIENCE).plusMillis(1);
    private static final Optional<Instant> LONG_AGO = Optional.of(CALLED_AT.minus(Duration.ofDays(30)));
    private static final Optional<Instant> NOW = Optional.of(CALLED_AT.plus(Duration.ofHours(1)));

    private final ClusterFixture cluster = new ClusterFixture();
    private final Map<String, Node> nodes = new HashMap<>();
    private final List<NodeBefore> before = new ArrayList<>();
    private final Map<String, String> imageOf = new HashMap<>();
    private final Map<String, Node> there = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Set<String> read = new HashSet<>();
    private int readableNow = Integer.MAX_VALUE;
    private IntentFixture intent = IntentFixture.number(1).endedAt(ENDED);

    @BeforeEach
    void aGroupThatWasPatchedWhole() {
        for (int i = 0; i < SIZE; i++) {
            String id = id(i);
            before.add(new NodeBefore(id, "gpu", Node.RUNNING, LONG_AGO, Optional.empty()));
            node(id, Node.RUNNING, NOW, PIN);
        }
        ended("Succeeded", PIN, PIN, SIZE);
    }

    private static String id(int i) {
        return "i-%017d".formatted(i);
    }

    private void node(String id, String status, Optional<Instant> updated, String image) {
        Node node = new Node(
                id, "gpu", status, Optional.empty(), updated, Optional.empty(), ShownImage.NONE, Optional.empty());
        nodes.put(id, node);
        there.put(id, node);
        imageOf.put(id, image);
    }

    private void all(Optional<Instant> updated, String image) {
        before.forEach(old -> node(old.instanceId(), Node.RUNNING, updated, image));
    }

    private void ended(String status, String current, String desired, int onDesired) {
        cluster.group("gpu", group -> group.put("SoftwareUpdateStatus", status)
                .put("CurrentImageId", current)
                .put("DesiredImageId", desired)
                .put("TargetStateCount", onDesired));
    }

    private void group(java.util.function.Consumer<ObjectNode> change) {
        cluster.group("gpu", change);
    }

    private StepProof prove(Instant now) {
        return prove(listing(), now);
    }

    private StepProof prove(NodeListing listing, Instant now) {
        read.clear();
        return Proof.of(intent.intent(), cluster.cluster(), listing, before, this::reads, now);
    }

    private GroupProof proveGpu(Instant now) {
        return prove(now).groups().getLast();
    }

    private NodeListing listing() {
        return NodeListing.of(nodes.values());
    }

    private NodeReads.Readings reads(Collection<Node> asked) {
        Map<String, Node> shown = new HashMap<>();
        Set<String> gone = new HashSet<>();
        for (Node node : asked) {
            String id = node.instanceId();
            read.add(id);
            if (!there.containsKey(id)) {
                gone.add(id);
            } else if (!unreadable.contains(id) && read.size() <= readableNow) {
                shown.put(id, described(there.get(id)));
            }
        }
        int left = Math.max(0, read.size() - readableNow);
        return new NodeReads.Readings(shown, gone, unreadable, left);
    }

    private Node described(Node listed) {
        return new Node(
                listed.instanceId(),
                listed.group(),
                listed.status(),
                listed.message(),
                listed.lastSoftwareUpdate(),
                listed.launchedAt(),
                new ShownImage(Optional.ofNullable(imageOf.get(listed.instanceId())), Optional.empty()),
                listed.imageVersionStatus());
    }

    @Test
    void verifiesByCountsAndTimesWithoutReadingASingleNode() {
        GroupProof proof = proveGpu(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(proof.patched()).isEqualTo(SIZE);
        assertThat(proof.nodes()).isEqualTo(SIZE);
        assertThat(proof.imageBefore()).contains(OLD);
        assertThat(read).isEmpty();
    }

    @Test
    void namesTheNodesThatWereSkippedAndReadsOnlyThem() {
        node(id(3), Node.RUNNING, LONG_AGO, OLD);
        node(id(9), Node.RUNNING, LONG_AGO, OLD);
        ended("Succeeded", PIN, PIN, SIZE - 2);

        GroupProof proof = proveGpu(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
        assertThat(proof.skipped()).extracting(NodeNote::instanceId).containsExactlyInAnyOrder(id(3), id(9));
        assertThat(proof.skipped()).extracting(NodeNote::why).allSatisfy(why -> assertThat(why)
                .contains(OLD, "PodDisruptionBudget"));
        assertThat(proof.patched()).isEqualTo(SIZE - 2);
        assertThat(read).containsExactlyInAnyOrder(id(3), id(9));
    }

    @Test
    void readsANodeThatAutoRecoveryPutInPlaceOfAnother() {
        nodes.remove(id(5));
        node("i-new", Node.RUNNING, Optional.empty(), PIN);

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(read).containsExactly("i-new");
    }

    @Test
    void callsNoNodeFailedWhoseReplacementIsCountedAndNeverListed() {
        nodes.remove(id(5));
        there.remove(id(5));

        GroupProof proof = proveGpu(PATIENCE_OVER);

        assertThat(proof.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proof.failed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, SIZE - 1, SIZE + 1})
    void readsEveryNodeWhenTheCountsDisagree(int count) {
        ended("Succeeded", PIN, PIN, count);

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(read).hasSize(SIZE);
    }

    @Test
    void readsEveryNodeWhenTheGroupShowsNoCount() {
        group(json -> json.remove("TargetStateCount"));
        imageOf.put(id(1), OLD);

        assertThat(proveGpu(ENDED).skipped()).extracting(NodeNote::instanceId).containsExactly(id(1));
        assertThat(read).hasSize(SIZE);
    }

    @Test
    void believesNoUpdateTimeWhenTheCountIsOfAnotherImage() {
        ended("Succeeded", PIN, "ami-0ffffffffffffffff", SIZE);

        proveGpu(PATIENCE_OVER);

        assertThat(read).hasSize(SIZE);
    }

    @Test
    void saysSoWhenTheServiceDoesNotTellWhatANodeRuns() {
        node(id(3), Node.RUNNING, LONG_AGO, OLD);
        imageOf.remove(id(3));
        ended("Succeeded", PIN, PIN, SIZE - 1);

        assertThat(proveGpu(ENDED).skipped()).singleElement().satisfies(note -> assertThat(note.why())
                .contains("does not tell")
                .doesNotContain("another image"));
    }

    @Test
    void waitsWhileANodeReadDisagreesWithTheCountOfAll() {
        node(id(3), Node.RUNNING, LONG_AGO, OLD);

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
    }

    @Test
    void waitsForARecordThatIsLateBesideANodeThatWasReallySkipped() {
        node(id(3), Node.RUNNING, LONG_AGO, OLD);
        node(id(4), Node.RUNNING, LONG_AGO, OLD);
        ended("Succeeded", PIN, PIN, SIZE - 1);

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);

        node(id(4), Node.RUNNING, NOW, PIN);
        assertThat(proveGpu(ENDED).skipped()).extracting(NodeNote::instanceId).containsExactly(id(3));
    }

    @Test
    void waitsForNodesOnTheirWayAndThenNamesThem() {
        node(id(7), "FailedMaintenance", LONG_AGO, OLD);
        ended("Succeeded", PIN, PIN, SIZE - 1);

        assertThat(proveGpu(ENDED.plus(Proof.PATIENCE)).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(read).isEmpty();

        GroupProof proof = proveGpu(PATIENCE_OVER);
        assertThat(proof.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(proof.failed()).singleElement().satisfies(note -> {
            assertThat(note.instanceId()).isEqualTo(id(7));
            assertThat(note.why()).contains("FailedMaintenance");
        });
    }

    @Test
    void isMixedWhenANodeNeverComesBack() {
        nodes.remove(id(7));
        there.remove(id(7));
        ended("Succeeded", PIN, PIN, SIZE - 1);
        group(json -> json.put("CurrentCount", SIZE - 1));

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.MIXED);
    }

    @Test
    void missesNoNodeInAGroupThatIsBeingScaledIn() {
        cluster.group("gpu", group -> group.put("TargetCount", SIZE - 2));

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.VERIFIED);

        all(NOW, OLD);
        ended("RollbackComplete", OLD, OLD, SIZE);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.ROLLED_BACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "InProgress", "RollbackInProgress", "SomethingNew"})
    void judgesNothingThatIsUnderWay(String status) {
        ended(status, OLD, PIN, 3);

        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.IN_FLIGHT);
        assertThat(read).isEmpty();
    }

    @Test
    void provesARollbackNodeByNode() {
        all(NOW, OLD);
        ended("RollbackComplete", OLD, OLD, SIZE);

        GroupProof proof = proveGpu(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.ROLLED_BACK);
        assertThat(proof.patched()).isZero();
        assertThat(read).hasSize(SIZE);
    }

    @Test
    void takesAGroupThatOthersTookBackNeitherForASuccessNorForARollback() {
        all(NOW, OLD);
        ended("Succeeded", OLD, OLD, SIZE);

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        GroupProof proof = proveGpu(PATIENCE_OVER);
        assertThat(proof.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(proof.undone()).isFalse();
        assertThat(proof.reason()).isEqualTo("the group's image is not the pinned one");
    }

    @Test
    void namesTheNodesThatARollbackLeftBehind() {
        all(NOW, OLD);
        imageOf.put(id(4), PIN);
        ended("RollbackComplete", OLD, OLD, SIZE - 1);

        GroupProof proof = proveGpu(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(proof.failed()).singleElement().satisfies(note -> {
            assertThat(note.instanceId()).isEqualTo(id(4));
            assertThat(note.why()).contains(PIN);
        });
    }

    @Test
    void callsAFailedUpdateRolledBackOnlyIfEveryNodeIsBack() {
        all(NOW, OLD);
        ended("Failed", OLD, OLD, SIZE);
        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.ROLLED_BACK);

        imageOf.put(id(4), PIN);
        ended("Failed", PIN, OLD, SIZE - 1);
        GroupProof proof = proveGpu(ENDED);
        assertThat(proof.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(proof.reason()).contains("Failed");
        assertThat(proof.failed()).hasSize(SIZE - 1);
        assertThat(proof.patched()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "RollbackComplete", "Failed"})
    void doesNotTakeTheEndOfAnEarlierUpdateForTheEndOfThisOne(String status) {
        all(LONG_AGO, OLD);
        ended(status, OLD, OLD, SIZE);
        intent = intent.before(cluster.cluster());
        ended(status, OLD, PIN, 0);

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
    }

    @Test
    void doesNotJudgeAGroupThatShowsNoStatusYet() {
        all(LONG_AGO, OLD);
        group(json -> json.remove(List.of("SoftwareUpdateStatus", "TargetStateCount")));
        group(json -> json.put("CurrentImageId", OLD).put("DesiredImageId", OLD));

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.ROLLED_BACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RollbackComplete", "Failed"})
    void countsAGroupOfTheStepThatWasOnThePinBeforeAsCurrent(String status) {
        all(LONG_AGO, PIN);
        group(json -> json.put("CurrentImageId", PIN).put("DesiredImageId", PIN).remove("SoftwareUpdateStatus"));
        if (!status.isEmpty()) {
            ended(status, PIN, PIN, SIZE);
        }
        intent = intent.before(cluster.cluster());

        GroupProof proof = proveGpu(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.ALREADY_CURRENT);
        assertThat(proof.patched()).isEqualTo(SIZE);
        assertThat(read).hasSize(SIZE);
    }

    @Test
    void provesDefaultByAnImageThatTheGroupDidNotHave() {
        intent = intent.pin(Pin.DEFAULT);

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(read).isEmpty();
    }

    @Test
    void callsDefaultCurrentOnlyIfEveryNodeRunsTheImageFromBefore() {
        intent = intent.pin(Pin.DEFAULT);
        all(LONG_AGO, OLD);
        ended("Succeeded", OLD, OLD, SIZE);

        GroupProof proof = proveGpu(ENDED);
        assertThat(proof.verdict()).isEqualTo(Verdict.ALREADY_CURRENT);
        assertThat(proof.patched()).isEqualTo(SIZE);
        assertThat(read).hasSize(SIZE);

        imageOf.put(id(2), "ami-0ffffffffffffffff");
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
        assertThat(proveGpu(PATIENCE_OVER).skipped())
                .extracting(NodeNote::instanceId)
                .containsExactly(id(2));
    }

    @Test
    void countsAGroupThatWasNeverUpdatedAsCurrentForDefaultOnceAnUpdateOfItWouldHaveBegun() {
        intent = intent.pin(Pin.DEFAULT);
        all(LONG_AGO, OLD);
        group(json -> json.put("CurrentImageId", OLD)
                .put("DesiredImageId", OLD)
                .remove(List.of("SoftwareUpdateStatus", "TargetStateCount")));

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.ALREADY_CURRENT);

        imageOf.put(id(2), PIN);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
    }

    @Test
    void waitsWhileADefaultThatShallMoveHasNotMoved() {
        intent = intent.pin(Pin.DEFAULT);
        all(LONG_AGO, OLD);
        ended("Succeeded", OLD, PIN, 0);

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
    }

    @Test
    void cannotTellWhatBecameOfAGroupThatIsGone() {
        intent = intent.groups("canary", "gpu");
        Intent planned = intent.intent();
        cluster.with(json -> json.withArray("InstanceGroups").remove(1));

        StepProof proof = Proof.of(planned, cluster.cluster(), listing(), before, this::reads, ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proof.groups()).extracting(GroupProof::verdict).containsExactly(Verdict.UNKNOWN, Verdict.VERIFIED);
    }

    @Test
    void provesNothingFromAPageThatLacksANodeAndHoldsAnotherTwice() {
        node(id(3), Node.RUNNING, LONG_AGO, OLD);
        ended("Succeeded", PIN, PIN, SIZE - 1);
        List<Node> torn = new ArrayList<>(nodes.values());
        torn.remove(nodes.get(id(3)));
        torn.add(nodes.get(id(4)));

        assertThat(prove(NodeListing.of(torn), ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(read).isEmpty();
        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
        assertThat(proveGpu(ENDED).skipped()).extracting(NodeNote::instanceId).containsExactly(id(3));
    }

    @Test
    void asksForANodeByItsIdThatNoListingEverHolds() {
        node(id(3), Node.RUNNING, LONG_AGO, OLD);
        ended("Succeeded", PIN, PIN, SIZE - 1);
        nodes.remove(id(3));

        assertThat(proveGpu(PATIENCE_OVER).skipped())
                .extracting(NodeNote::instanceId)
                .containsExactly(id(3));
    }

    @Test
    void countsANodeOnceThatIsListedUnderItsInstanceAndAskedForByItsLogicalId() {
        before.add(new NodeBefore("df268d19", "gpu", "Pending", Optional.empty(), Optional.empty()));
        cluster.group("gpu", group -> group.put("CurrentCount", SIZE + 1));
        there.put("df268d19", there.get(id(3)));
        imageOf.put("df268d19", PIN);

        assertThat(proveGpu(PATIENCE_OVER).nodes()).isEqualTo(SIZE);
    }

    @Test
    void judgesAGroupThatNeverHoldsStillByWhatCouldBeReadAndSaysSo() {
        cluster.group("gpu", group -> group.put("CurrentCount", SIZE + 1));

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
        assertThat(proveGpu(PATIENCE_OVER).reason()).contains("holds 64 nodes", "counts 65");
    }

    @Test
    void knowsNothingOfANodeThatCameToAGroupWhichWasShortOfItAndThatNoListingHolds() {
        shortOfOneBefore();
        cluster.group("gpu", group -> group.put("CurrentCount", SIZE + 1));

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proveGpu(PATIENCE_OVER).reason()).contains("holds 64 nodes", "counts 65");
    }

    @Test
    void verifiesAGroupWithoutTheNodeThatItWasShortOfBeforeAndStillLacks() {
        shortOfOneBefore();

        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    private void shortOfOneBefore() {
        cluster.group("gpu", group -> group.put("TargetCount", SIZE + 1));
        ended("Succeeded", OLD, OLD, SIZE);
        intent = intent.before(cluster.cluster());
        ended("Succeeded", PIN, PIN, SIZE);
    }

    @Test
    void provesNothingBeforeEveryNodeThatHasToBeReadIsRead() {
        all(NOW, OLD);
        ended("RollbackComplete", OLD, OLD, SIZE);
        readableNow = SIZE - 10;

        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).reason()).isEqualTo("54 of 64 nodes are read");

        readableNow = SIZE;
        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.ROLLED_BACK);
    }

    @Test
    void waitsForAnAnswerThatCanBeReadAndThenJudgesByTheUpdateThatWasSeen() {
        all(NOW, OLD);
        ended("RollbackComplete", OLD, OLD, SIZE);
        unreadable.add(id(8));

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.NOT_YET);

        intent = intent.sightedAt(CALLED_AT.plusSeconds(300)).progress("gpu=-1/InProgress", CALLED_AT.plusSeconds(300));
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.ROLLED_BACK);
    }

    @Test
    void neverTakesAnAnswerThatCannotBeReadForAnImageThatIsNotShown() {
        before.set(8, new NodeBefore(id(8), "gpu", "Pending", Optional.empty(), Optional.empty()));

        assertThatItIsProvedOnceTheAnswerCanBeRead(id(8));
    }

    @Test
    void neverProvesANodeThatCannotBeReadByARungForImagesThatAreNotShown() {
        intent = intent.sightedAt(CALLED_AT.plusSeconds(300)).progress("gpu=-1/InProgress", CALLED_AT.plusSeconds(300));
        before.remove(8);
        Node launched =
                new Node(id(8), "gpu", Node.RUNNING, Optional.empty(), NOW, NOW, ShownImage.NONE, Optional.empty());
        nodes.put(id(8), launched);
        there.put(id(8), launched);

        assertThatItIsProvedOnceTheAnswerCanBeRead(id(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "RollbackComplete"})
    void neverTakesAnUpdateTimeAfterAWayBackForAnImage(String status) {
        all(NOW, OLD);
        imageOf.put(id(4), PIN);
        ended(status, PIN, OLD, SIZE - 1);
        unreadable.addAll(nodes.keySet());

        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.NOT_YET);

        unreadable.clear();
        GroupProof proof = proveGpu(PATIENCE_OVER);
        assertThat(proof.verdict()).isEqualTo(Verdict.MIXED);
        assertThat(proof.patched()).isEqualTo(1);
    }

    private void assertThatItIsProvedOnceTheAnswerCanBeRead(String node) {
        unreadable.add(node);
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.NOT_YET);
        assertThat(proveGpu(PATIENCE_OVER).reason()).contains("the answers about 1 node cannot be read");

        unreadable.clear();
        assertThat(proveGpu(PATIENCE_OVER).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void readsANodeThatWasStoredTwiceAndDifferently() {
        before.add(new NodeBefore(id(5), "gpu", Node.RUNNING, NOW, Optional.empty()));
        before.add(before.getFirst());

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(read).containsExactly(id(5));
    }

    @Test
    void waitsWhileANodeGoesAwayBetweenTheListingAndItsReading() {
        all(NOW, OLD);
        ended("RollbackComplete", OLD, OLD, SIZE);
        there.remove(id(5));

        assertThat(proveGpu(ENDED).verdict()).isEqualTo(Verdict.NOT_YET);
    }

    private StepProof proveUnchanged(Instant now) {
        read.clear();
        return Proof.ofUnchanged(intent.intent(), cluster.cluster(), listing(), before, this::reads, now);
    }

    @ParameterizedTest
    @ValueSource(strings = {PIN, Pin.DEFAULT})
    void callsAnAcceptedCallThatChangedNothingCurrentIfEveryNodeIsOnTheImage(String pin) {
        intent = intent.pin(pin);

        assertThat(proveUnchanged(ENDED).verdict()).isEqualTo(Verdict.ALREADY_CURRENT);
        assertThat(read).hasSize(SIZE);
    }

    @Test
    void callsAGroupCurrentThatWasNeverGivenADesiredImage() {
        group(json -> json.remove(List.of("SoftwareUpdateStatus", "TargetStateCount", "DesiredImageId")));

        assertThat(proveUnchanged(ENDED).verdict()).isEqualTo(Verdict.ALREADY_CURRENT);
    }

    @Test
    void seesThatSomethingBeganAfterAll() {
        ended("InProgress", OLD, PIN, 0);

        assertThat(proveUnchanged(ENDED).verdict()).isEqualTo(Verdict.IN_FLIGHT);
    }

    @Test
    void namesTheNodesWhichTheServiceLeftOnAnotherImage() {
        imageOf.put(id(8), OLD);

        StepProof proof = proveUnchanged(ENDED);

        assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
        assertThat(proof.groups().getFirst().skipped())
                .extracting(NodeNote::instanceId)
                .containsExactly(id(8));
        assertThat(proof.groups().getFirst().patched()).isEqualTo(SIZE - 1);
    }

    @Test
    void neverTakesAnAnswerAboutAnUnchangedNodeForAnImageThatIsNotShown() {
        Instant late = CALLED_AT.plus(Duration.ofHours(5));
        unreadable.add(id(8));
        assertThat(proveUnchanged(late).verdict()).isEqualTo(Verdict.NOT_YET);

        unreadable.clear();
        assertThat(proveUnchanged(late).verdict()).isEqualTo(Verdict.ALREADY_CURRENT);
    }

    @Test
    void knowsNothingOfANodeOfAnUnchangedGroupThatIsCountedAndNeverListed() {
        Instant late = CALLED_AT.plus(Duration.ofHours(5));
        cluster.group("gpu", group -> group.put("TargetCount", SIZE + 1).put("CurrentCount", SIZE + 1));

        assertThat(proveUnchanged(CALLED_AT.plus(Duration.ofHours(1))).verdict())
                .isEqualTo(Verdict.NOT_YET);
        assertThat(proveUnchanged(late).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(proveUnchanged(late).reason()).contains("holds 64 nodes", "counts 65");
    }

    @Test
    void namesANodeOfAnUnchangedGroupThatIsNotCountedAmongThoseOnTheImage() {
        imageOf.remove(id(8));
        assertThat(proveUnchanged(ENDED).verdict()).isEqualTo(Verdict.UNPROVEN);

        group(json -> json.put("TargetStateCount", SIZE - 1));
        StepProof proof = proveUnchanged(ENDED);
        assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
        assertThat(proof.groups().getFirst().skipped())
                .extracting(NodeNote::instanceId)
                .containsExactly(id(8));

        group(json -> json.remove("TargetStateCount"));
        assertThat(proveUnchanged(ENDED).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void waitsForANodeOnItsWayBeforeItJudgesAnUnchangedGroup() {
        node(id(8), "Pending", NOW, PIN);

        assertThat(proveUnchanged(CALLED_AT.plus(Duration.ofHours(1))).verdict())
                .isEqualTo(Verdict.NOT_YET);
        assertThat(proveUnchanged(CALLED_AT.plus(Duration.ofHours(5))).verdict())
                .isEqualTo(Verdict.MIXED);
    }

    @Test
    void doesNotKnowWhyAnAcceptedCallLeftAGroupOnItsOldImage() {
        all(LONG_AGO, OLD);
        ended("Succeeded", OLD, OLD, SIZE);

        assertThat(proveUnchanged(ENDED).verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
