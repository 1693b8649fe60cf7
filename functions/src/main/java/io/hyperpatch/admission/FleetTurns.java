package io.hyperpatch.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.fleet.Fleet;
import io.hyperpatch.fleet.Fleets;
import io.hyperpatch.fleet.Noted;
import io.hyperpatch.fleet.NotedEvents;
import io.hyperpatch.fleet.Turn;
import io.hyperpatch.fleet.Turns;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Gives the clusters of a policy their turns, one after the other, as long as nothing speaks against it. */
public final class FleetTurns {
    private final Fleets fleets;
    private final NotedEvents noted;
    private final Requests requests;
    private final Runs runs;
    private final Superseding superseding;

    public FleetTurns(Store store) {
        this.fleets = new Fleets(store);
        this.noted = new NotedEvents(store);
        this.requests = new Requests(store);
        this.runs = new Runs(store);
        this.superseding = new Superseding(store);
    }

    /** @param execution the ARN of the patch-fleet that asks */
    public record Asker(String execution, String policy) {
        public Asker {
            Objects.requireNonNull(execution, "execution");
            Objects.requireNonNull(policy, "policy");
        }
    }

    /** The answer for one cluster. */
    public sealed interface Turned {
        String reason();

        record Begun(String reason) implements Turned {}

        /** It is not begun now. */
        record PassedOver(Outcome outcome, String reason) implements Turned {}
    }

    /** The answer after the last cluster. */
    public sealed interface Ending {
        String reason();

        /** @param event the one that was noted; empty for the present one, which is to be looked at anew */
        record Again(Optional<JsonNode> event, String reason) implements Ending {}

        /** @param run the one after which nothing begins; empty where a person asked, who hears each time */
        record Stopped(Optional<RunName> run, String reason) implements Ending {}

        record Closed(String reason) implements Ending {}
    }

    /** Begins a cluster's turn; asked again, it answers the same. */
    public Turned begin(Asker asker, RunName name, ClusterRef cluster, Instant now) {
        Optional<Fleet> found = fleets.find(asker.policy()).filter(fleet -> fleet.isHeldBy(asker.execution()));
        if (found.isEmpty()) {
            return inOtherHands(asker);
        }
        Fleet fleet = found.get();
        if (fleet.turn().filter(turn -> turn.run().equals(name)).isPresent()) {
            return new Turned.Begun("the turn of " + cluster.name() + " has begun");
        }
        Optional<String> unwanted = fleet.superseded()
                .or(() -> superseding.of(cluster.arn(), requests.find(name), runs.find(cluster.arn(), name)));
        if (unwanted.isPresent()) {
            return fleets.supersede(asker.policy(), fleet, unwanted.get(), cluster.name())
                    ? new Turned.PassedOver(Outcome.SUPERSEDED, unwanted.get())
                    : inOtherHands(asker);
        }
        Optional<String> stop = fleet.turn()
                .filter(last -> !last.cluster().equals(cluster.arn()))
                .flatMap(last -> Turns.stop(last, run(last), fleet));
        if (stop.isPresent()) {
            return fleets.stop(asker.policy(), fleet, stop.get(), cluster.name())
                    ? new Turned.PassedOver(Outcome.REFUSED, "nothing follows on other clusters: " + stop.get())
                    : inOtherHands(asker);
        }
        Turn turn = new Turn(name, cluster.arn(), cluster.name(), fleet.images(), now);
        return fleets.begin(asker.policy(), fleet, turn)
                ? new Turned.Begun("it is the turn of " + cluster.name())
                : inOtherHands(asker);
    }

    private Optional<Run> run(Turn turn) {
        return runs.find(turn.cluster(), turn.run());
    }

    private static Turned inOtherHands(Asker asker) {
        return new Turned.PassedOver(
                Outcome.REFUSED, "another execution has taken over the clusters of policy " + asker.policy());
    }

    /**
     * Closes the record, unless something is still to be done, or to be reported.
     *
     * @param round how often the execution has looked at a further event before
     * @param told whether people have heard in this round that the record is stopped
     */
    public Ending close(Asker asker, int round, boolean told) {
        Optional<Fleet> found = fleets.find(asker.policy()).filter(fleet -> fleet.isHeldBy(asker.execution()));
        if (found.isEmpty()) {
            return new Ending.Closed(
                    "the record of policy " + asker.policy() + " is not held by this execution any more");
        }
        Fleet fleet = found.get();
        if (fleet.stopped().isPresent() && !told) {
            return new Ending.Stopped(fleet.turn().map(Turn::run).filter(run -> !fleet.asked()), inWords(fleet));
        }
        Optional<JsonNode> event = noted.next(asker.policy(), new Noted.Round(fleet.token(), round));
        if (event.isPresent()) {
            return new Ending.Again(event, "an event came in meanwhile");
        }
        if (fleet.superseded().isPresent()) {
            return new Ending.Again(Optional.empty(), fleet.superseded().get());
        }
        return fleets.close(asker.policy(), fleet)
                ? new Ending.Closed("every cluster has had its turn")
                : close(asker, round, told);
    }

    private static String inWords(Fleet fleet) {
        long others = fleet.notBegun() - fleet.named().size();
        return fleet.stopped().orElseThrow() + "; not begun: " + String.join(", ", fleet.named())
                + (others > 0 ? " and " + others + " more" : "");
    }
}
