package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.VersionReadings;
import io.hyperpatch.platform.Capability;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rung {@link Evidence#VERSION_STATUS}: nodes whose version status turned UpToDate during our intent,
 * in readings enough.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterNodeSummary.html">ClusterNodeSummary</a>
 */
final class VersionStatus {
    private static final String UP_TO_DATE = "UpToDate";

    private VersionStatus() {}

    /**
     * It was shown to want an update before, and is shown to want none now. What it was shown to want
     * before was read once only, and may have been a flap: where the node's update time is shown, and
     * stands still, no update has reached it.
     */
    static boolean turned(GroupSight sight, Node node) {
        boolean standsStill = node.lastSoftwareUpdate().isPresent() && !sight.updatedSince(node);
        return !standsStill && mayTurn(sight, node) && node.imageVersionStatus().equals(Optional.of(UP_TO_DATE));
    }

    /** It was shown to want an update before. One that was UpToDate then proves nothing now. */
    static boolean mayTurn(GroupSight sight, Node node) {
        return sight.platform().can(Capability.VERSION_STATUS)
                && Optional.ofNullable(sight.before().get(node.instanceId()))
                        .flatMap(NodeBefore::imageVersionStatus)
                        .filter(status -> !status.equals(UP_TO_DATE))
                        .isPresent();
    }

    /** The readings of a group so far, with this one. */
    static VersionReadings readings(GroupSight sight, Instant now) {
        String seen = fingerprint(sight);
        return Optional.ofNullable(
                        sight.intent().versionReadings().get(sight.group().name()))
                .map(earlier -> earlier.then(seen, now))
                .orElseGet(() -> VersionReadings.first(seen, now));
    }

    /** The statuses of a thousand nodes would not fit beside an intent, so a digest stands for them. */
    private static String fingerprint(GroupSight sight) {
        String all = sight.judged().stream()
                .map(node -> node.instanceId() + "=" + node.imageVersionStatus().orElse("-"))
                .sorted()
                .collect(Collectors.joining(" "));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
