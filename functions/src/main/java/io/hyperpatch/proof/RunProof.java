package io.hyperpatch.proof;

import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.run.Outcome;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes an outcome of the proofs of all groups so far, in a run whose steps all ended well. */
public final class RunProof {
    private RunProof() {}

    /**
     * The word that promises least: nodes that were passed over before images that are not shown, and that before what was proved whole.
     * A group without nodes that run says nothing, unless it has come to another image, from which new ones start: that was an update.
     * Nothing was begun where nothing else is known.
     */
    public static Outcome outcome(Collection<GroupProof> groups) {
        Set<Verdict> verdicts = groups.stream()
                .map(GroupProof::verdict)
                .filter(verdict -> verdict != Verdict.EMPTY)
                .collect(Collectors.toSet());
        if (verdicts.contains(Verdict.VERIFIED_WITH_SKIPS)) {
            return Outcome.VERIFIED_WITH_SKIPS;
        }
        if (verdicts.contains(Verdict.UPDATED)) {
            return Outcome.UPDATED;
        }
        boolean moved = groups.stream().anyMatch(group -> group.verdict() == Verdict.EMPTY && group.hasMoved());
        if (moved) {
            return Outcome.VERIFIED;
        }
        if (verdicts.isEmpty()) {
            return Outcome.REFUSED;
        }
        return verdicts.contains(Verdict.VERIFIED) ? Outcome.VERIFIED : Outcome.ALREADY_CURRENT;
    }
}
