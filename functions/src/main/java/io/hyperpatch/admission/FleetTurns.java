package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.fleet.Fleet;
import io.hyperpatch.fleet.Fleets;
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
import java.util.Set;

/** Gives the clusters of a policy their turns, one after the other, as long as nothing speaks against it. */
public final class FleetTurns {
    private final Fleets fleets;
    private final Requests requests;
    private final Runs runs;
    private final Superseding superseding;

    public FleetTurns(Store store) {
        this.fleets = new Fleets(store);
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

    /** Begins a cluster's turn; asked again, it answers the same. */
    public Turned begin(Asker asker, RunName name, ClusterRef cluster, Instant now) {
        Optional<Fleet> found = fleets.heldBy(asker.execution(), asker.policy());
        if (found.isEmpty()) {
            return taken(asker);
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
                    : taken(asker);
        }
        Optional<Turns.Stop> stop = Turns.stop(fleet, cluster.arn(), images(name, fleet), this::run);
        if (stop.isPresent()) {
            return fleets.stop(asker.policy(), fleet, stop.get(), cluster.name())
                    ? new Turned.PassedOver(
                            Outcome.REFUSED,
                            "nothing follows on other clusters: " + stop.get().why())
                    : taken(asker);
        }
        Turn turn = new Turn(name, cluster.arn(), cluster.name(), fleet.images(), now);
        return fleets.begin(asker.policy(), fleet, turn, Turns.kept(fleet, this::run))
                ? new Turned.Begun("it is the turn of " + cluster.name())
                : taken(asker);
    }

    /** Those of the cluster's own request; those of the record where it does not say. */
    private Set<String> images(RunName name, Fleet fleet) {
        return requests.find(name)
                .map(request -> Set.copyOf(request.identities().values()))
                .filter(own -> !own.isEmpty())
                .orElse(fleet.images());
    }

    private Optional<Run> run(Turn turn) {
        return runs.find(turn.cluster(), turn.run());
    }

    /** It does this work, or looks at this event after its own: see {@link FleetClosing.Ending.Lost}. */
    private Turned taken(Asker asker) {
        String holder = fleets.find(asker.policy()).map(Fleet::holder).orElse("nobody");
        return new Turned.PassedOver(
                Outcome.DUPLICATE,
                holder + " has taken over the clusters of policy " + asker.policy() + "; this event is looked at anew");
    }
}
