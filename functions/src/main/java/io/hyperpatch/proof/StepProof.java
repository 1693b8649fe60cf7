package io.hyperpatch.proof;

import io.hyperpatch.intent.VersionReadings;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The proofs of all groups of one step, and what they make of the step.
 *
 * @param versionReadings the version statuses of each group's nodes so far, where they had to be read
 */
public record StepProof(
        Verdict verdict, String reason, List<GroupProof> groups, Map<String, VersionReadings> versionReadings) {

    public StepProof {
        groups = List.copyOf(groups);
        versionReadings = Map.copyOf(versionReadings);
    }

    /**
     * One group that is not finished keeps the step open; else the nodes of all groups together decide.
     *
     * @see StandRule the table
     */
    public static StepProof of(List<GroupProof> groups) {
        return new StepProof(together(groups), inWords(groups), groups, Map.of());
    }

    StepProof with(Map<String, VersionReadings> readings) {
        return new StepProof(verdict, reason, groups, readings);
    }

    /**
     * Every node was on its image before, and no group has come to another one: the call has begun nothing. A group whose nodes were all
     * broken before shows by its image alone that it was updated.
     */
    public boolean nothingBegan() {
        return verdict == Verdict.ALREADY_CURRENT
                && groups.stream().allMatch(group -> group.imageBefore().equals(group.imageNow()));
    }

    /** A node of the step is proved to run the image: what a canary is for. */
    public boolean imageHasRun() {
        return groups.stream().anyMatch(GroupProof::hasRun);
    }

    private static Verdict together(List<GroupProof> groups) {
        Set<Verdict> verdicts = groups.stream().map(GroupProof::verdict).collect(Collectors.toSet());
        for (Verdict open : List.of(Verdict.IN_FLIGHT, Verdict.NOT_YET, Verdict.UNKNOWN)) {
            if (verdicts.contains(open)) {
                return open;
            }
        }
        return StandRule.of(
                        groups.stream().map(GroupProof::stands).toList(),
                        groups.stream().anyMatch(GroupProof::undone))
                .verdict();
    }

    private static String inWords(List<GroupProof> groups) {
        return groups.stream()
                .sorted(Comparator.comparing(GroupProof::name))
                .map(group -> group.name() + ": " + group.reason())
                .collect(Collectors.joining("; "));
    }
}
