package io.hyperpatch.fleet;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides whether a cluster's turn may begin after the earlier ones of its policy.
 *
 * <p>An image that did harm on one cluster, or of which nobody can tell what it did, comes to no further one. What merely did not begin
 * keeps nobody waiting.
 */
public final class Turns {
    private static final Set<Outcome> BAD =
            EnumSet.of(Outcome.ROLLED_BACK, Outcome.MIXED, Outcome.UNKNOWN, Outcome.ABORTED);

    private static final Set<Outcome> WELL =
            EnumSet.of(Outcome.VERIFIED, Outcome.VERIFIED_WITH_SKIPS, Outcome.UPDATED, Outcome.ALREADY_CURRENT);

    /** An item holds no more bad ends than that; the oldest go first. */
    private static final int MOST_KEPT = 50;

    private Turns() {}

    /**
     * The reason for which no turn begins.
     *
     * @param after the run that had a bad end, or has none yet
     */
    public record Stop(RunName after, String why) {}

    /**
     * Returns why a cluster's turn may not begin; empty if it may. Its own earlier runs do not keep it: there harm and the lease decide.
     *
     * @param images of the cluster's next run, by what stands for them in the names of runs: what other clusters are to get is no reason to
     *     bring these to a further one
     * @param runs the run of a turn as it stands now, with what became of it later; empty if it was never recorded, so that it called nothing
     */
    public static Optional<Stop> stop(
            Fleet fleet, ClusterArn cluster, Set<String> images, Function<Turn, Optional<Run>> runs) {
        return fleet.turns().reversed().stream()
                .filter(turn -> !turn.cluster().equals(cluster))
                .flatMap(turn -> runs.apply(turn).flatMap(run -> stop(turn, run, images)).stream())
                .findFirst();
    }

    private static Optional<Stop> stop(Turn turn, Run run, Set<String> images) {
        Optional<Outcome> end = run.latest();
        if (end.isEmpty()) {
            return Optional.of(new Stop(
                    turn.run(),
                    "run " + turn.run() + " on " + turn.clusterName() + " has not ended, or not recorded its end"));
        }
        boolean others = !turn.images().containsAll(images);
        return end.filter(outcome -> isBad(outcome) && !others)
                .map(bad -> new Stop(
                        turn.run(), "run " + turn.run() + " on " + turn.clusterName() + " ended " + bad.word()));
    }

    /**
     * Returns the turns that still count once another one begins, the latest of them last: those of runs that had a bad end, or none yet.
     * One counts no more once the same cluster was brought to the same images well. An end at which nothing was begun changes nothing.
     */
    public static List<Turn> kept(Fleet fleet, Function<Turn, Optional<Run>> runs) {
        List<Turn> kept = new ArrayList<>();
        for (Turn turn : fleet.turns()) {
            Optional<Run> run = runs.apply(turn);
            Optional<Outcome> end = run.flatMap(Run::latest);
            boolean well = end.filter(WELL::contains).isPresent();
            boolean counts = run.isPresent() && (end.isEmpty() || isBad(end.get()));
            if (well || counts) {
                kept.removeIf(earlier -> earlier.cluster().equals(turn.cluster())
                        && turn.images().containsAll(earlier.images()));
            }
            if (counts) {
                kept.add(turn);
            }
        }
        return kept.subList(Math.max(0, kept.size() - MOST_KEPT), kept.size());
    }

    /** Nothing with the same image follows such an end of its own accord. */
    public static boolean isBad(Outcome outcome) {
        return BAD.contains(outcome);
    }
}
