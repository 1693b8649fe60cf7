package io.hyperpatch.proof;

import io.hyperpatch.proof.GroupProof.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What was proved of all groups of one step, and what that makes of the step. */
public record StepProof(Verdict verdict, String reason, List<GroupProof> groups) {
    private static final Set<Verdict> GOOD =
            Set.of(Verdict.VERIFIED, Verdict.VERIFIED_WITH_SKIPS, Verdict.ALREADY_CURRENT);

    public StepProof {
        groups = List.copyOf(groups);
    }

    /** One group that is not finished keeps the step open; groups that ended differently make it mixed. */
    public static StepProof of(List<GroupProof> groups) {
        Set<Verdict> verdicts = groups.stream().map(GroupProof::verdict).collect(Collectors.toSet());
        return new StepProof(together(verdicts), inWords(groups), groups);
    }

    private static Verdict together(Set<Verdict> verdicts) {
        for (Verdict open : List.of(Verdict.IN_FLIGHT, Verdict.NOT_YET, Verdict.UNKNOWN)) {
            if (verdicts.contains(open)) {
                return open;
            }
        }
        if (verdicts.size() == 1) {
            return verdicts.iterator().next();
        }
        if (GOOD.containsAll(verdicts)) {
            return verdicts.contains(Verdict.VERIFIED_WITH_SKIPS) ? Verdict.VERIFIED_WITH_SKIPS : Verdict.VERIFIED;
        }
        return Verdict.MIXED;
    }

    private static String inWords(List<GroupProof> groups) {
        return groups.stream()
                .sorted(Comparator.comparing(GroupProof::name))
                .map(group -> group.name() + ": " + group.reason())
                .collect(Collectors.joining("; "));
    }
}
