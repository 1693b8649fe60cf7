package io.hyperpatch.proof;

import static io.hyperpatch.proof.Stand.AS_BEFORE;
import static io.hyperpatch.proof.Stand.ELSEWHERE;
import static io.hyperpatch.proof.Stand.NOT_RUNNING;
import static io.hyperpatch.proof.Stand.UNPROVEN;
import static io.hyperpatch.proof.Stand.UPDATED;
import static io.hyperpatch.proof.Stand.WAS_ON_PIN;

import io.hyperpatch.proof.GroupProof.Verdict;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table by which the nodes' stands decide what an update came to, for one group as for all groups of a step. The first rule that fits
 * counts. Nodes that were broken before the start have no stand.
 *
 * <p>It is not the status that decides: {@code Succeeded} hides nodes that were skipped, and a group whose one node was skipped is where
 * it was, as is one that was rolled back. Groups of one call that had finished before another one was rolled back keep the pin, as they
 * do when an earlier step brought them there.
 */
public enum StandRule {
    WENT_BACK_WITHOUT_NODES(none(), Stand.values(), Demand.YES, Verdict.ROLLED_BACK),
    NO_NODES(none(), Stand.values(), Demand.EITHER, Verdict.EMPTY),
    NOT_RUNNING_NODE(EnumSet.of(NOT_RUNNING), none(), Demand.EITHER, Verdict.MIXED),
    NODE_ELSEWHERE(EnumSet.of(ELSEWHERE), none(), Demand.EITHER, Verdict.MIXED),
    UNPROVEN_NODE(EnumSet.of(UNPROVEN), none(), Demand.EITHER, Verdict.UNPROVEN),
    DIVIDED(EnumSet.of(AS_BEFORE), none(), Demand.YES, Demand.YES, Verdict.MIXED),
    WHOLE_GROUPS_BACK(EnumSet.of(AS_BEFORE), none(), Demand.YES, Demand.NO, Verdict.ROLLED_BACK),
    PASSED_OVER(EnumSet.of(AS_BEFORE), none(), Demand.NO, Verdict.VERIFIED_WITH_SKIPS),
    NOTHING_SHOWN(EnumSet.of(UPDATED), none(), Demand.EITHER, Verdict.UPDATED),
    ALL_WERE_THERE(EnumSet.of(WAS_ON_PIN), EnumSet.of(Stand.ON_PIN), Demand.EITHER, Verdict.ALREADY_CURRENT),
    ALL_ON_PIN(EnumSet.of(Stand.ON_PIN), none(), Demand.EITHER, Verdict.VERIFIED);

    /** The demand of a rule on a fact that holds or does not. */
    public enum Demand {
        YES,
        NO,
        EITHER;

        private boolean fits(boolean holds) {
            return this == EITHER || (this == YES) == holds;
        }
    }

    private final Set<Stand> some;
    private final Set<Stand> no;
    private final Demand undone;
    private final Demand divided;
    private final Verdict verdict;

    StandRule(Set<Stand> some, Stand[] no, Demand undone, Verdict verdict) {
        this(some, EnumSet.copyOf(Arrays.asList(no)), undone, verdict);
    }

    StandRule(Set<Stand> some, Set<Stand> no, Demand undone, Verdict verdict) {
        this(some, no, undone, Demand.EITHER, verdict);
    }

    /**
     * @param some stands of which each must occur
     * @param no stands that must not occur
     */
    StandRule(Set<Stand> some, Set<Stand> no, Demand undone, Demand divided, Verdict verdict) {
        this.some = some;
        this.no = no;
        this.undone = undone;
        this.divided = divided;
        this.verdict = verdict;
    }

    private static Set<Stand> none() {
        return EnumSet.noneOf(Stand.class);
    }

    public Set<Stand> some() {
        return EnumSet.copyOf(some);
    }

    public Set<Stand> no() {
        return EnumSet.copyOf(no);
    }

    /** The update of some group was undone, or failed, by the service's word. */
    public Demand undone() {
        return undone;
    }

    /** One group has nodes as before and nodes that have been updated: no image can be named as the group's. */
    public Demand divided() {
        return divided;
    }

    public Verdict verdict() {
        return verdict;
    }

    private boolean fits(Set<Stand> stands, boolean wasUndone, boolean isDivided) {
        return stands.containsAll(some)
                && stands.stream().noneMatch(no::contains)
                && undone.fits(wasUndone)
                && divided.fits(isDivided);
    }

    /**
     * Returns the rule for one group.
     *
     * @param wasUndone the service says that its update was rolled back, or failed
     */
    public static StandRule of(Set<Stand> stands, boolean wasUndone) {
        return of(List.of(stands), wasUndone);
    }

    /**
     * Returns the rule for a step.
     *
     * @param groups the stands of each group's nodes
     * @param wasUndone the service says of some group that its update was rolled back, or failed
     */
    public static StandRule of(Collection<Set<Stand>> groups, boolean wasUndone) {
        Set<Stand> stands = groups.stream().flatMap(Set::stream).collect(Collectors.toSet());
        boolean isDivided = groups.stream()
                .anyMatch(group ->
                        group.contains(AS_BEFORE) && (group.contains(Stand.ON_PIN) || group.contains(UPDATED)));
        return Arrays.stream(values())
                .filter(rule -> rule.fits(stands, wasUndone, isDivided))
                .findFirst()
                .orElseThrow();
    }
}
