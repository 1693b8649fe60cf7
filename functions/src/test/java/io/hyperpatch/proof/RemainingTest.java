package io.hyperpatch.proof;

import static io.hyperpatch.intent.IntentFixture.OLD;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemainingTest {
    private static final Map<String, Pin> PINS =
            Map.of("system", Pin.of(PIN), "canary", Pin.of(PIN), "gpu", Pin.of(PIN));
    private static final List<String> ALL = List.of("system", "canary", "gpu");

    private final ClusterFixture cluster = new ClusterFixture();
    private final List<Node> nodes = new ArrayList<>();
    private int outstanding;

    @BeforeEach
    void aNodeInEachGroup() {
        for (String name : ALL) {
            cluster.group(name, group -> group.put("CurrentCount", 1).put("TargetCount", 1));
            nodes.add(new Node(
                    "i-" + name,
                    name,
                    Node.RUNNING,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    ShownImage.NONE,
                    Optional.empty()));
        }
    }

    private void current(String... groups) {
        for (String name : groups) {
            cluster.group(name, group -> group.put("CurrentImageId", PIN));
        }
    }

    /** Shows on each node the image that its group shows. */
    private NodeReads.Readings read(Collection<Node> asked) {
        Map<String, Node> shown = asked.stream()
                .map(node -> new Node(
                        node.instanceId(),
                        node.group(),
                        node.status(),
                        node.message(),
                        node.lastSoftwareUpdate(),
                        node.launchedAt(),
                        cluster.cluster().group(node.group()).orElseThrow().currentImage(),
                        node.imageVersionStatus()))
                .collect(Collectors.toMap(Node::instanceId, Function.identity()));
        return new NodeReads.Readings(shown, Set.of(), Set.of(), outstanding);
    }

    private Remaining remaining(List<String> ready) {
        return Remaining.of(PINS, ready, cluster.cluster(), NodeListing.of(nodes), this::read);
    }

    private Remaining.Judged judged(List<String> ready) {
        return (Remaining.Judged) remaining(ready);
    }

    @Test
    void isEveryReadyGroupWhereNoneRunsItsPin() {
        assertThat(judged(ALL)).isEqualTo(new Remaining.Judged(PINS, List.of()));
    }

    @Test
    void leavesOutAGroupThatIsNotReadyWithoutAProof() {
        current("system");

        assertThat(judged(List.of("gpu"))).isEqualTo(new Remaining.Judged(Map.of("gpu", Pin.of(PIN)), List.of()));
    }

    @Test
    void leavesOutAGroupWhoseNodesAllRunItsPin() {
        current("canary");

        Remaining.Judged judged = judged(ALL);

        assertThat(judged.pins()).containsOnlyKeys("system", "gpu");
        assertThat(judged.proved()).singleElement().satisfies(proof -> {
            assertThat(proof.name()).isEqualTo("canary");
            assertThat(proof.verdict()).isEqualTo(Verdict.ALREADY_CURRENT);
        });
    }

    @Test
    void provesOfAGroupWithoutNodesThatThereIsNothingToPatch() {
        cluster.group("canary", group -> group.put("CurrentCount", 0).put("TargetCount", 0));

        Remaining.Judged judged = judged(List.of("system", "gpu"));

        assertThat(judged.pins()).containsOnlyKeys("system", "gpu");
        assertThat(judged.proved()).singleElement().satisfies(proof -> {
            assertThat(proof.name()).isEqualTo("canary");
            assertThat(proof.verdict()).isEqualTo(Verdict.EMPTY);
            assertThat(proof.reason()).contains(OLD);
        });
    }

    @Test
    void isNotKnownWhileNodesAreStillToBeRead() {
        current("gpu");
        outstanding = 7;

        assertThat(remaining(ALL)).isInstanceOfSatisfying(Remaining.NotYet.class, notYet -> assertThat(notYet.reason())
                .startsWith("group gpu: 1 of 8 nodes are read"));
    }
}
