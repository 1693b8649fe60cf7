package io.hyperpatch.proof;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.VersionReadings;
import io.hyperpatch.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves how an update ended, node by node.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">the counts and images
 *     of a group</a>
 */
public final class Proof {
    /**
     * A node in Failed deserves 60 to 90 minutes before it is called terminal: lifecycle scripts are tried
     * again.
     */
    public static final Duration PATIENCE = Duration.ofMinutes(90);

    private Proof() {}

    /**
     * Judges every group of an intent whose update is over.
     *
     * @param listing the nodes of the cluster now
     * @param before those of the intent's groups as they were stored when it was planned; a node may stand
     *     there twice
     * @param reads reads single nodes
     */
    public static StepProof of(
            Intent intent,
            Cluster cluster,
            NodeListing listing,
            List<NodeBefore> before,
            NodeReads reads,
            Instant now) {
        List<GroupProof> proofs = new ArrayList<>();
        Map<String, VersionReadings> readings = new HashMap<>(intent.versionReadings());
        for (String name : intent.groups()) {
            Optional<InstanceGroup> group = cluster.group(name);
            if (group.isEmpty()) {
                proofs.add(gone(intent, name));
                continue;
            }
            GroupSight sight = withReads(sight(cluster.platform(), intent, group.get(), listing, before, now), reads);
            GroupJudge.Judged judged = GroupJudge.judge(sight, now);
            proofs.add(judged.proof());
            judged.readings().ifPresent(taken -> readings.put(name, taken));
        }
        return StepProof.of(proofs).with(readings);
    }

    /**
     * The proof after a call that was accepted and changed nothing.
     *
     * <p>For {@code default} one image across each group is enough: it was the newest already. A pinned
     * image must be run by every node.
     */
    public static StepProof ofUnchanged(
            Intent intent,
            Cluster cluster,
            NodeListing listing,
            List<NodeBefore> before,
            NodeReads reads,
            Instant now) {
        List<GroupProof> proofs = new ArrayList<>();
        for (String name : intent.groups()) {
            proofs.add(cluster.group(name)
                    .map(group -> UnchangedProof.of(
                            withAllRead(sight(cluster.platform(), intent, group, listing, before, now), reads), now))
                    .orElseGet(() -> gone(intent, name)));
        }
        return StepProof.of(proofs);
    }

    private static GroupSight sight(
            Platform platform,
            Intent intent,
            InstanceGroup group,
            NodeListing listing,
            List<NodeBefore> before,
            Instant now) {
        boolean patienceOver = intent.endedAt()
                .filter(ended -> now.isAfter(ended.plus(PATIENCE)))
                .isPresent();
        return GroupSight.listed(platform, intent, group, listing, before, patienceOver);
    }

    private static GroupSight withReads(GroupSight sight, NodeReads reads) {
        return sight.ripe() ? sight.with(reads, NodesToRead.of(sight)) : sight;
    }

    /**
     * Nothing in the records tells which of the nodes had the image, so each is read; one that shows it in
     * the list is not.
     */
    private static GroupSight withAllRead(GroupSight sight, NodeReads reads) {
        if (sight.group().updateUnderWay()) {
            return sight;
        }
        return sight.with(
                reads,
                sight.judged().stream()
                        .filter(node -> node.running() && !sight.listTells(node))
                        .toList());
    }

    private static GroupProof gone(Intent intent, String name) {
        return GroupProof.ofGone(
                name,
                GroupProof.Verdict.UNKNOWN,
                intent.before().get(name).currentImage().text(),
                intent.pin());
    }
}
