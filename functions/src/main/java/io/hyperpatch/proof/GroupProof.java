package io.hyperpatch.proof;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was proved of one group.
 *
 * @param nodes how many it has now
 * @param patched how many are proved to run the pinned image
 * @param skipped running on another image, although the service calls the update a success
 * @param failed not running, or on the wrong image after a failure
 */
public record GroupProof(
        String name,
        Verdict verdict,
        String reason,
        Optional<String> imageBefore,
        String pin,
        Optional<String> imageNow,
        Optional<String> updateStatus,
        int nodes,
        int patched,
        List<NodeNote> skipped,
        List<NodeNote> failed) {

    /** What one group can come to. */
    public enum Verdict {
        VERIFIED,
        VERIFIED_WITH_SKIPS,
        ALREADY_CURRENT,
        ROLLED_BACK,
        MIXED,
        UNKNOWN,
        /** The service is still at work on it. */
        IN_FLIGHT,
        /** Nodes are on their way; to judge now would be too early. */
        NOT_YET
    }

    public GroupProof {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(verdict, "verdict");
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
    }
}
