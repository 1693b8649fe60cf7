package io.hyperpatch.fleet;

import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a cluster's turn may begin after the last one of its policy.
 *
 * <p>An image that did harm on one cluster, or of which nobody can tell what it did, comes to no further one. What merely did not begin
 * keeps nobody waiting.
 */
public final class Turns {
    private static final Set<Outcome> BAD =
            EnumSet.of(Outcome.ROLLED_BACK, Outcome.MIXED, Outcome.UNKNOWN, Outcome.ABORTED);

    private Turns() {}

    /**
     * Returns why nothing may follow the last turn; empty if the next one may begin.
     *
     * @param last the last turn
     * @param run its run as it stands now, with what became of it later; empty if it was never recorded, so that it called nothing
     * @param fleet the record as it is now, with the images of the next turn
     */
    public static Optional<String> stop(Turn last, Optional<Run> run, Fleet fleet) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        Optional<Outcome> end = run.get().latest();
        if (end.isEmpty()) {
            return Optional.of(
                    "run " + last.run() + " on " + last.clusterName() + " has not ended, or not recorded its end");
        }
        boolean others = !last.images().containsAll(fleet.images());
        return end.filter(outcome -> isBad(outcome) && !others)
                .map(bad -> "run " + last.run() + " on " + last.clusterName() + " ended " + bad.word());
    }

    /** Nothing with the same image follows such an end of its own accord. */
    public static boolean isBad(Outcome outcome) {
        return BAD.contains(outcome);
    }
}
