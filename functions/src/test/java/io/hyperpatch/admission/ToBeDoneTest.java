package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.GroupProofs;
import io.hyperpatch.proof.NodeNote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ToBeDoneTest {
    private static final String OLD = "ami-00000000000000001";
    private static final String NEW = IntentFixture.PIN;
    private static final Map<String, Pin> PINS =
            Map.of("system", Pin.of(NEW), "canary", Pin.of(NEW), "gpu", Pin.of(NEW));

    private final ClusterFixture cluster = new ClusterFixture();
    private final Map<String, GroupProof> proofs = new HashMap<>();
    private Set<String> fruitlessCanary = Set.of();
    private List<Node> nodes = List.of();

    ToBeDoneTest() {
        for (String group : List.of("system", "canary", "gpu")) {
            runs(group, NEW);
            proved(group, Verdict.VERIFIED, NEW, List.of());
        }
    }

    private void runs(String group, String image) {
        cluster.group(group, json -> json.put("CurrentImageId", image));
    }

    private void proved(String group, Verdict verdict, String shown, List<String> skipped) {
        int nodes = cluster.cluster().group(group).orElseThrow().currentCount();
        proofs.put(
                group,
                GroupProofs.of(
                        group,
                        verdict,
                        "why",
                        Optional.of(OLD),
                        NEW,
                        Optional.of(shown),
                        Optional.of("Succeeded"),
                        nodes,
                        nodes - skipped.size(),
                        skipped.stream()
                                .map(id -> new NodeNote(id, "was passed over"))
                                .toList(),
                        List.of()));
    }

    private void brokenBefore(String group, String node) {
        GroupProof whole = proofs.get(group);
        proofs.put(
                group,
                new GroupProof(
                        group,
                        whole.verdict(),
                        whole.reason(),
                        whole.evidence(),
                        whole.imageBefore(),
                        whole.pin(),
                        whole.imageNow(),
                        whole.updateStatus(),
                        whole.nodes(),
                        whole.patched(),
                        whole.stands(),
                        whole.undone(),
                        List.of(),
                        List.of(),
                        List.of(new NodeNote(node, "was Failure")),
                        List.of()));
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

    private ToBeDone.Left left() {
        Cluster now = cluster.cluster();
        return ToBeDone.decide(
                new Served(IntentFixture.RUN, proofs, fruitlessCanary),
                PINS,
                now.groups(),
                () -> NodeListing.of(nodes));
    }

    private void something(String reason) {
        assertThat(left()).isInstanceOfSatisfying(ToBeDone.Left.Something.class, left -> assertThat(left.reason())
                .contains(reason));
    }

    private void onlyRemainder(String reason) {
        assertThat(left()).isInstanceOfSatisfying(ToBeDone.Left.OnlyRemainder.class, left -> assertThat(left.reason())
                .contains(reason));
    }

    @Test
    void isNothingWhereEveryGroupIsOnItsPin() {
        assertThat(left()).isInstanceOf(ToBeDone.Left.Nothing.class);
    }

    @Test
    void isAGroupThatWasScaledUpFromNothing() {
        proofs.put("gpu", GroupProofs.of("gpu", Verdict.EMPTY, "it had no nodes"));
        runs("gpu", OLD);

        something("gpu has nodes that no run has updated");
    }

    @Test
    void isAGroupThatCameLater() {
        proofs.remove("gpu");
        runs("gpu", OLD);

        something("gpu has nodes that no run has updated");
    }

    @Test
    void isNotAGroupThatCameLaterWithTheImage() {
        proofs.remove("gpu");

        assertThat(left()).isInstanceOf(ToBeDone.Left.Nothing.class);
    }

    @Test
    void isAGroupThatSomebodyHasMovedSince() {
        runs("gpu", OLD);

        something("group gpu runs " + OLD);
    }

    @Test
    void isNotAGroupThatIsStillUnready() {
        proofs.remove("gpu");
        runs("gpu", OLD);
        cluster.group("gpu", json -> json.put("Status", "Failed"));

        onlyRemainder("gpu is Failed");

        cluster.group("gpu", json -> json.put("Status", "InService"));
        something("gpu has nodes that no run has updated");
    }

    @Test
    void isNotWhatARunHasLeftBehind() {
        runs("gpu", OLD);
        proved("gpu", Verdict.VERIFIED_WITH_SKIPS, OLD, List.of("i-1"));

        onlyRemainder("left 1 node behind");
    }

    @Test
    void isWhatCameToAGroupThatWasLeftBehind() {
        runs("gpu", OLD);
        proved("gpu", Verdict.VERIFIED_WITH_SKIPS, OLD, List.of("i-1"));
        cluster.group("gpu", more());

        something("on 65 nodes");
    }

    private static Consumer<ObjectNode> more() {
        return json -> json.put("CurrentCount", 65).put("TargetCount", 65);
    }

    @Test
    void isANodeThatWasBrokenAndRunsAgain() {
        brokenBefore("gpu", "i-1");
        nodes = List.of(node("i-1", "gpu", "Failure"), node("i-2", "gpu", Node.RUNNING));
        onlyRemainder("left 1 node behind");

        nodes = List.of(node("i-1", "gpu", Node.RUNNING), node("i-2", "gpu", Node.RUNNING));
        something("were broken, and run again: i-1");
    }

    @Test
    void isNothingAfterACanaryThatShowedNothingUntilItsNodesChange() {
        fruitlessCanary = Set.of("canary");
        proofs.keySet().retainAll(Set.of("canary"));
        runs("canary", OLD);
        runs("gpu", OLD);
        proved("canary", Verdict.VERIFIED_WITH_SKIPS, OLD, List.of("i-1", "i-2"));
        nodes = List.of(node("i-1", "canary", Node.RUNNING), node("i-2", "canary", Node.RUNNING));
        onlyRemainder("no node of the canary step");

        nodes = List.of(node("i-1", "canary", Node.RUNNING), node("i-3", "canary", Node.RUNNING));
        something("has other nodes than before");
    }
}
