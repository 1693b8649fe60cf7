package io.hyperpatch.report;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.run.Outcome;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What others have done to groups since they were proved.
 *
 * <p>A step may have been proved days before the run ends, and nothing keeps people from updating a group
 * that is finished. The report is read as what the cluster is now, so what its last reading contradicts is
 * not promised.
 */
final class Overtaken {
    private static final Set<Verdict> WHOLE =
            EnumSet.of(Verdict.VERIFIED, Verdict.UPDATED, Verdict.VERIFIED_WITH_SKIPS, Verdict.ALREADY_CURRENT);

    private Overtaken() {}

    /** The group shows another image than when it was proved. */
    static boolean moved(GroupProof proof, InstanceGroup now) {
        return proof.imageNow()
                .filter(image -> ShownImage.ofText(image).differsFrom(now.currentImage()))
                .isPresent();
    }

    /** Which of the groups that the outcome makes a promise of have moved; empty if none has. */
    static Optional<String> inWords(Outcome outcome, Collection<GroupProof> proofs, Optional<Cluster> cluster) {
        List<String> moved = groups(proofs, cluster, Overtaken::moved)
                .filter(group -> promised(outcome).contains(group.proof().verdict()))
                .map(group -> group.proof().name() + ": proved on "
                        + group.proof().imageNow().orElseThrow() + ", and moved to "
                        + group.now().currentImage().text().orElseThrow()
                        + " since by an update that is not this run's")
                .toList();
        return moved.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", moved));
    }

    /** A sentence for each group that was proved and is being updated again. */
    static List<String> underWay(Collection<GroupProof> proofs, Optional<Cluster> cluster) {
        return groups(proofs, cluster, (proof, now) -> now.updateUnderWay())
                .filter(group ->
                        WHOLE.contains(group.proof().verdict()) || group.proof().verdict() == Verdict.ROLLED_BACK)
                .map(group -> "Since " + group.proof().name()
                        + " was proved, an update of it has begun that is not this run's.")
                .toList();
    }

    /** The verdicts of the groups that the outcome makes a promise of. */
    private static Set<Verdict> promised(Outcome outcome) {
        if (outcome == Outcome.ROLLED_BACK) {
            return EnumSet.of(Verdict.ROLLED_BACK);
        }
        return RunRule.OVERTAKEN.ends().contains(outcome) ? WHOLE : Set.of();
    }

    private record Group(GroupProof proof, InstanceGroup now) {}

    private static Stream<Group> groups(
            Collection<GroupProof> proofs,
            Optional<Cluster> cluster,
            BiPredicate<GroupProof, InstanceGroup> condition) {
        return proofs.stream()
                .sorted(Comparator.comparing(GroupProof::name))
                .flatMap(proof ->
                        cluster.flatMap(known -> known.group(proof.name())).map(now -> new Group(proof, now)).stream())
                .filter(group -> condition.test(group.proof(), group.now()));
    }
}
