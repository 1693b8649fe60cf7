package io.hyperpatch.proof;

import io.hyperpatch.cluster.Pin;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What was proved of one group.
 *
 * @param evidence the rung of the ladder on which it was proved
 * @param imageBefore the id, else the release version, of the image that it had; absent where none was shown
 * @param imageNow likewise, of the one that it has
 * @param nodes how many it has now
 * @param patched how many are proved to run the pinned image, or to have been updated well where no image
 *     is shown
 * @param stands where its nodes stand, those that were broken before left out
 * @param undone the service says that the update was rolled back, or failed
 * @param skipped nodes that the update passed over, although the service calls it a success
 * @param failed nodes that do not run, or are on the wrong image after a failure
 * @param broken nodes that were out of order before the start, and still are: left out of the proof
 * @param unproven running nodes of which nothing shown proves what they run
 */
public record GroupProof(
        String name,
        Verdict verdict,
        String reason,
        Evidence evidence,
        Optional<String> imageBefore,
        Pin pin,
        Optional<String> imageNow,
        Optional<String> updateStatus,
        int nodes,
        int patched,
        Set<Stand> stands,
        Boolean undone,
        List<NodeNote> skipped,
        List<NodeNote> failed,
        List<NodeNote> broken,
        List<NodeNote> unproven) {

    /** What one group can come to. */
    public enum Verdict {
        VERIFIED,
        /** Its update ended well, and no image is shown. */
        UPDATED,
        VERIFIED_WITH_SKIPS,
        ALREADY_CURRENT,
        /** It has no nodes: nothing is to be patched, and new ones start from the image that the group has. */
        EMPTY,
        ROLLED_BACK,
        MIXED,
        /** The update is over, and nothing that is shown, now or later, proves where the nodes stand. */
        UNPROVEN,
        UNKNOWN,
        /** The service is still at work on it. */
        IN_FLIGHT,
        /** Nodes are on their way; to judge now would be too early. */
        NOT_YET;

        /** A run may go on after it. */
        public boolean good() {
            return GOOD.contains(this);
        }
    }

    private static final Set<Verdict> GOOD = EnumSet.of(
            Verdict.VERIFIED, Verdict.UPDATED, Verdict.VERIFIED_WITH_SKIPS, Verdict.ALREADY_CURRENT, Verdict.EMPTY);

    public GroupProof {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(verdict, "verdict");
        evidence = Objects.requireNonNullElse(evidence, Evidence.UNPROVEN);
        // A proof stored before these were known holds only what they add up to.
        stands = stands == null ? standsOf(verdict) : Set.copyOf(stands);
        undone = undone == null ? verdict == Verdict.ROLLED_BACK : undone;
        skipped = copy(skipped);
        failed = copy(failed);
        broken = copy(broken);
        unproven = copy(unproven);
    }

    private static Set<Stand> standsOf(Verdict verdict) {
        return switch (verdict) {
            case VERIFIED -> Set.of(Stand.ON_PIN);
            case UPDATED -> Set.of(Stand.UPDATED);
            case VERIFIED_WITH_SKIPS -> Set.of(Stand.ON_PIN, Stand.AS_BEFORE);
            case ALREADY_CURRENT -> Set.of(Stand.WAS_ON_PIN);
            case ROLLED_BACK -> Set.of(Stand.AS_BEFORE);
            case MIXED -> Set.of(Stand.ELSEWHERE);
            case UNPROVEN -> Set.of(Stand.UNPROVEN);
            case EMPTY, UNKNOWN, IN_FLIGHT, NOT_YET -> Set.of();
        };
    }

    /** An item stored before a list was known has none. */
    private static List<NodeNote> copy(List<NodeNote> notes) {
        return notes == null ? List.of() : List.copyOf(notes);
    }

    /** A group that the cluster no longer has: no node of it can be proved. */
    static GroupProof ofGone(String name, Verdict verdict, Optional<String> imageBefore, Pin pin) {
        return new GroupProof(
                name,
                verdict,
                "the group is no longer there",
                Evidence.UNPROVEN,
                imageBefore,
                pin,
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

    /** Some node of it is proved to be on the pin, or to have been updated well: an image has run here. */
    public boolean hasRun() {
        return stands.stream().anyMatch(Stand::patched);
    }

    /** It shows another image than before. */
    boolean hasMoved() {
        return imageNow.filter(
                        now -> imageBefore.filter(before -> !before.equals(now)).isPresent())
                .isPresent();
    }

    /**
     * The same of a group whose nodes may not all have been listed: not each of them is proved, so it is
     * not verified whole.
     */
    GroupProof withDoubt(String doubt) {
        return new GroupProof(
                name,
                verdict == Verdict.VERIFIED || verdict == Verdict.UPDATED ? Verdict.VERIFIED_WITH_SKIPS : verdict,
                reason + "; " + doubt,
                evidence,
                imageBefore,
                pin,
                imageNow,
                updateStatus,
                nodes,
                patched,
                stands,
                undone,
                skipped,
                failed,
                broken,
                unproven);
    }
}
