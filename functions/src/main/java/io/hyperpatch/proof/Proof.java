package io.hyperpatch.proof;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.intent.GroupBefore;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.NodeBefore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Proves how an update ended, node by node.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">the counts and images
 *     of a group</a>
 */
public final class Proof {
    /** A node in Failed deserves 60 to 90 minutes before it is called terminal: lifecycle scripts are tried again. */
    public static final Duration PATIENCE = Duration.ofMinutes(90);

    private Proof() {}

    /** @param readImage reads one node, and tells the image that it runs if the service says so */
    public static StepProof of(
            Intent intent,
            Cluster cluster,
            List<Node> nodes,
            List<NodeBefore> before,
            Function<Node, Optional<String>> readImage,
            Instant now) {
        boolean patienceOver = intent.endedAt()
                .filter(ended -> now.isAfter(ended.plus(PATIENCE)))
                .isPresent();
        List<GroupProof> proofs = new ArrayList<>();
        for (String name : intent.groups()) {
            proofs.add(cluster.group(name)
                    .map(group -> {
                        GroupSight sight = new GroupSight(
                                intent,
                                group,
                                nodes.stream()
                                        .filter(node -> node.group().equals(name))
                                        .toList(),
                                before.stream()
                                        .filter(node -> node.group().equals(name))
                                        .collect(Collectors.toMap(NodeBefore::instanceId, Function.identity())),
                                Map.of(),
                                patienceOver);
                        return GroupJudge.judge(withImages(sight, readImage));
                    })
                    .orElseGet(() -> gone(intent, name)));
        }
        return StepProof.of(proofs);
    }

    /**
     * The proof after a call that was accepted and changed nothing.
     *
     * <p>For {@code default} one image across each group is enough: it was the newest already. A pinned image must be run by every node.
     */
    public static StepProof ofUnchanged(
            Intent intent, Cluster cluster, List<Node> nodes, Function<Node, Optional<String>> readImage, Instant now) {
        List<GroupProof> proofs = new ArrayList<>();
        for (String name : intent.groups()) {
            proofs.add(cluster.group(name)
                    .map(group -> UnchangedProof.of(intent, group, nodes, readImage, now))
                    .orElseGet(() -> gone(intent, name)));
        }
        return StepProof.of(proofs);
    }

    private static GroupSight withImages(GroupSight sight, Function<Node, Optional<String>> readImage) {
        if (!sight.ripe()) {
            return sight;
        }
        Map<String, String> images = new HashMap<>();
        for (Node node : NodesToRead.of(sight)) {
            images.put(node.instanceId(), readImage.apply(node).orElse(""));
        }
        return new GroupSight(
                sight.intent(), sight.group(), sight.nodes(), sight.before(), images, sight.patienceOver());
    }

    private static GroupProof gone(Intent intent, String name) {
        GroupBefore before = intent.before().get(name);
        return new GroupProof(
                name,
                GroupProof.Verdict.UNKNOWN,
                "the group is no longer there",
                before.currentImageId(),
                intent.pin(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of());
    }
}
