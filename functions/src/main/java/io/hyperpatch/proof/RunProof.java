package io.hyperpatch.proof;

import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.run.Outcome;
import java.util.Collection;

/** What the proofs of all groups so far make of a run whose steps all ended well. */
public final class RunProof {
    private RunProof() {}

    public static Outcome outcome(Collection<GroupProof> groups) {
        if (groups.stream().allMatch(group -> group.verdict() == Verdict.ALREADY_CURRENT)) {
            return Outcome.ALREADY_CURRENT;
        }
        return groups.stream().anyMatch(group -> group.verdict() == Verdict.VERIFIED_WITH_SKIPS)
                ? Outcome.VERIFIED_WITH_SKIPS
                : Outcome.VERIFIED;
    }
}
