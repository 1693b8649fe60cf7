package io.hyperpatch.proof;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.util.List;
import java.util.Optional;

/** Proofs of groups as they are stored, to be bent by each test. */
public final class GroupProofs {
    private GroupProofs() {}

    /** A proof by image ids, whose nodes stand as the verdict says. */
    public static GroupProof of(
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
        return new GroupProof(
                name,
                verdict,
                reason,
                Evidence.IMAGE_ID,
                imageBefore,
                Pin.of(pin),
                imageNow,
                updateStatus,
                nodes,
                patched,
                null,
                null,
                skipped,
                failed,
                List.of(),
                List.of());
    }

    /** One node, and nothing shown of its images. */
    public static GroupProof of(String name, Verdict verdict, String reason) {
        return of(
                name,
                verdict,
                reason,
                Optional.empty(),
                "ami-0abcdef1234567890",
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                List.of(),
                List.of());
    }
}
