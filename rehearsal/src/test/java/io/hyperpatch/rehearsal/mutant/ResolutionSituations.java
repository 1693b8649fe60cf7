package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.rollout.Sight;
import java.util.List;

/** The rules by which it is concluded what became of a start call. */
final class ResolutionSituations {
    private static final String TOLD = "unknown-only-where-no-reading-could-tell";

    static final List<Situation> ALL = List.of(
            new Situation(
                    "the watch: an update that shows only that it is wanted",
                    "an accepted update that has not moved yet keeps the alarm that it names",
                    new Redefined(Sight.class, Instead.no(), "onlyWanted"),
                    "wanted-and-not-begun",
                    "a-wire-goes-only-when-its-intent-is-resolved"),
            new Situation(
                    "sighted update: a node that did not run at planning",
                    "an update that reached a node on its way counts where no image is shown",
                    new Redefined("io.hyperpatch.proof.SightedUpdate", Instead.no(), "updatedOnItsWay"),
                    "volume-attached-while-planning",
                    TOLD),
            new Situation(
                    "answers about nodes: read again where they cannot be understood",
                    "an answer that cannot be read is not taken for one that shows no image",
                    new Redefined("io.hyperpatch.proof.GroupSight", Instead.no(), "unreadable"),
                    "nodes-unreadable-for-hours",
                    TOLD),
            new Situation(
                    "silence: only of a group that could tell",
                    "a call is not said to have begun nothing because all that it changed is gone",
                    new Redefined(Sight.class, Instead.empty(), "withoutATrace"),
                    "every-node-replaced-unseen",
                    "every-resolution-is-the-truth"));

    private ResolutionSituations() {}
}
