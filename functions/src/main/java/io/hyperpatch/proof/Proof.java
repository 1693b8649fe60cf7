package io.hyperpatch.proof;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.VersionReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Judges every group of an intent whose update is over.
     *
     * @param nodes those of the cluster, or of the intent's groups, now
     * @param before those of the intent's groups when it was planned
     * @param readImage reads one node, and returns what the service shows of its image
     */
    public static StepProof of(
            Intent intent,
            Cluster cluster,
            List<Node> nodes,
            List<NodeBefore> before,
            Function<Node, ShownImage> readImage,
            Instant now) {
        List<GroupProof> proofs = new ArrayList<>();
        Map<String, VersionReadings> readings = new HashMap<>(intent.versionReadings());
        for (String name : intent.groups()) {
            Optional<InstanceGroup> group = cluster.group(name);
            if (group.isEmpty()) {
                proofs.add(gone(intent, name));
                continue;
            }
            GroupSight sight = withImages(sight(intent, group.get(), nodes, before, now), readImage);
            GroupJudge.Judged judged = GroupJudge.judge(sight, now);
            proofs.add(judged.proof());
            judged.readings().ifPresent(taken -> readings.put(name, taken));
        }
        return StepProof.of(proofs).with(readings);
    }

    /**
     * The proof after a call that was accepted and changed nothing.
     *
     * <p>For {@code default} one image across each group is enough: it was the newest already. A pinned image must be run by every node.
     */
    public static StepProof ofUnchanged(
            Intent intent,
            Cluster cluster,
            List<Node> nodes,
            List<NodeBefore> before,
            Function<Node, ShownImage> readImage,
            Instant now) {
        List<GroupProof> proofs = new ArrayList<>();
        for (String name : intent.groups()) {
            proofs.add(cluster.group(name)
                    .map(group ->
                            UnchangedProof.of(withAllImages(sight(intent, group, nodes, before, now), readImage), now))
                    .orElseGet(() -> gone(intent, name)));
        }
        return StepProof.of(proofs);
    }

    private static GroupSight sight(
            Intent intent, InstanceGroup group, List<Node> nodes, List<NodeBefore> before, Instant now) {
        boolean patienceOver = intent.endedAt()
                .filter(ended -> now.isAfter(ended.plus(PATIENCE)))
                .isPresent();
        return new GroupSight(
                intent,
                group,
                nodes.stream().filter(node -> node.group().equals(group.name())).toList(),
                before.stream()
                        .filter(node -> node.group().equals(group.name()))
                        .collect(
                                Collectors.toMap(NodeBefore::instanceId, Function.identity(), (first, again) -> first)),
                Map.of(),
                patienceOver);
    }

    private static GroupSight withImages(GroupSight sight, Function<Node, ShownImage> readImage) {
        return sight.ripe() ? read(sight, NodesToRead.of(sight), readImage) : sight;
    }

    /** Nothing in the records tells which of the nodes had the image, so each is read; one that shows it in the list is not. */
    private static GroupSight withAllImages(GroupSight sight, Function<Node, ShownImage> readImage) {
        if (sight.group().updateUnderWay()) {
            return sight;
        }
        return read(
                sight,
                sight.judged().stream()
                        .filter(node -> node.running() && !sight.listTells(node))
                        .toList(),
                readImage);
    }

    /** If the first node shows no image, the others of its group are not asked: they have the same kind of image. */
    private static GroupSight read(GroupSight sight, List<Node> nodes, Function<Node, ShownImage> readImage) {
        Map<String, ShownImage> images = new HashMap<>();
        for (Node node : nodes) {
            ShownImage shown = readImage.apply(node);
            images.put(node.instanceId(), shown);
            if (!shown.isShown() && !sight.group().currentImage().isShown()) {
                break;
            }
        }
        return new GroupSight(
                sight.intent(), sight.group(), sight.nodes(), sight.before(), images, sight.patienceOver());
    }

    private static GroupProof gone(Intent intent, String name) {
        return new GroupProof(
                name,
                GroupProof.Verdict.UNKNOWN,
                "the group is no longer there",
                Evidence.UNPROVEN,
                intent.before().get(name).currentImage().text(),
                intent.pin(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Set.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
