package io.hyperpatch.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.fleet.Fleet;
import io.hyperpatch.fleet.Fleets;
import io.hyperpatch.fleet.Noted;
import io.hyperpatch.fleet.NotedEvents;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.util.Map;
import java.util.Optional;

/** Closes a policy's record, unless something is still to be done, or to be reported. */
public final class FleetClosing {
    private final Fleets fleets;
    private final NotedEvents noted;

    public FleetClosing(Store store) {
        this.fleets = new Fleets(store);
        this.noted = new NotedEvents(store);
    }

    /**
     * The state of the execution that wants to close the record.
     *
     * @param round how often it has looked at a further event before
     * @param told whether people have heard in this round that the record is stopped
     */
    public record Round(int round, boolean told) {}

    /** The answer. */
    public sealed interface Ending {
        String reason();

        /** @param event the one that was noted; empty for the present one, which is to be looked at anew */
        record Again(Optional<JsonNode> event, String reason) implements Ending {}

        /**
         * Another execution has taken the record, since this one seemed to have ended. The present event is to be looked at anew: it is
         * noted on the record, or takes it back.
         */
        record Lost(String reason) implements Ending {}

        /** @param run the one after which nothing begins; empty where a person asked, who hears each time */
        record Stopped(Optional<RunName> run, String reason) implements Ending {}

        record Closed(String reason) implements Ending {}
    }

    /** Closes it after the last cluster had its turn. */
    public Ending close(FleetTurns.Asker asker, Round round) {
        Optional<Fleet> found = fleets.heldBy(asker.execution(), asker.policy());
        if (found.isEmpty()) {
            return new Ending.Lost("another execution has taken the record of policy " + asker.policy());
        }
        Fleet fleet = found.get();
        if (fleet.stopped().isPresent() && !round.told()) {
            return new Ending.Stopped(fleet.stoppedAfter().filter(run -> !fleet.asked()), inWords(fleet));
        }
        Optional<Ending> again = next(asker.policy(), fleet, round)
                .or(() -> fleet.superseded().map(why -> new Ending.Again(Optional.empty(), why)));
        return again.orElseGet(() -> fleets.close(asker.policy(), fleet)
                ? new Ending.Closed("every cluster has had its turn")
                : close(asker, round));
    }

    /**
     * Closes what an execution has whose admission failed, so that it knows no policy. Its own event is not looked at again: people have
     * heard of it.
     *
     * @param execution its ARN
     */
    public Ending closeFailed(String execution, Round round) {
        Optional<String> policy = fleets.all().entrySet().stream()
                .filter(entry -> entry.getValue().isHeldBy(execution))
                .map(Map.Entry::getKey)
                .findFirst();
        return policy.map(held -> closeFailed(held, execution, round))
                .orElseGet(() -> new Ending.Closed("the admission that failed has taken no record"));
    }

    private Ending closeFailed(String policy, String execution, Round round) {
        Optional<Fleet> found = fleets.heldBy(execution, policy);
        if (found.isEmpty()) {
            return new Ending.Closed("another execution has taken the record of policy " + policy);
        }
        return next(policy, found.get(), round)
                .orElseGet(() -> fleets.close(policy, found.get())
                        ? new Ending.Closed("the admission failed, and no event waits")
                        : closeFailed(policy, execution, round));
    }

    private Optional<Ending> next(String policy, Fleet fleet, Round round) {
        return noted.next(policy, new Noted.Round(fleet.token(), round.round()))
                .map(event -> new Ending.Again(Optional.of(event), "an event came in meanwhile"));
    }

    private static String inWords(Fleet fleet) {
        long others = fleet.notBegun() - fleet.named().size();
        return fleet.stopped().orElseThrow() + "; not begun: " + String.join(", ", fleet.named())
                + (others > 0 ? " and " + others + " more" : "");
    }
}
