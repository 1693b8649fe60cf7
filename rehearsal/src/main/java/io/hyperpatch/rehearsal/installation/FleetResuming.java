package io.hyperpatch.rehearsal.installation;

import io.hyperpatch.document.Likeness;
import io.hyperpatch.fleet.Fleet;
import io.hyperpatch.fleet.Fleets;
import io.hyperpatch.fleet.Turn;
import io.hyperpatch.fleet.Turns;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Lets the other clusters of a policy have their turns after a bad end, by a person's word. */
public final class FleetResuming {
    private final Fleets fleets;
    private final Runs runs;

    public FleetResuming(Store store) {
        this.fleets = new Fleets(store);
        this.runs = new Runs(store);
    }

    /**
     * Lifts the stop.
     *
     * @return the turn after which nothing began
     * @throws Trouble if there is no such policy, or it is not stopped: nothing was written
     */
    public Turn resume(String policy, String by, String reason, Instant now) {
        Map<String, Fleet> all = fleets.all();
        Fleet fleet = Optional.ofNullable(all.get(policy)).orElseThrow(() -> unknown(policy, all));
        Turn bad = stoppedAfter(policy, fleet);
        if (!fleets.resume(policy, fleet.turn().orElseThrow(), new Fleets.Resumed(by, reason, now, bad.run()))) {
            throw notStopped(policy, "another cluster has had its turn since that was read");
        }
        return bad;
    }

    /** The latest run with a bad end. */
    private Turn stoppedAfter(String policy, Fleet fleet) {
        Turn last = fleet.turn().orElseThrow(() -> notStopped(policy, "no run of it has had a bad end"));
        return fleet.turns().reversed().stream()
                .filter(turn -> end(turn).filter(Turns::isBad).isPresent())
                .findFirst()
                .orElseThrow(() -> notStopped(
                        policy,
                        "its last run, " + last.run() + " on " + last.clusterName() + ", "
                                + end(last).map(word -> "ended " + word.word()).orElse("has not ended")));
    }

    private Optional<Outcome> end(Turn turn) {
        return runs.find(turn.cluster(), turn.run()).flatMap(run -> run.latest());
    }

    private static Trouble unknown(String policy, Map<String, Fleet> all) {
        String nearest = Likeness.closest(policy, all.keySet())
                .map(word -> "did you mean " + word + "?")
                .orElseGet(() ->
                        all.isEmpty() ? "nothing has run here yet" : "there is " + String.join(", ", all.keySet()));
        return new Trouble(Trouble.Kind.INPUT, "no policy '" + policy + "' has had a turn here", nearest);
    }

    private static Trouble notStopped(String policy, String why) {
        return new Trouble(Trouble.Kind.INPUT, "policy '" + policy + "' is not stopped", why);
    }
}
