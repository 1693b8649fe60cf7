package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.FleetClosing;
import io.hyperpatch.admission.FleetTurns;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Begins the turn of a policy's next cluster, or, after the last one, closes the policy's record. */
public final class NextTurnFunction extends JsonFunction<NextTurnFunction.Input, NextTurnFunction.Answer> {
    private final FleetTurns turns;
    private final FleetClosing closing;
    private final Clock clock;

    /** The cluster whose turn it is. */
    public record Next(RunName run, ClusterRef cluster) {
        public Next {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
        }
    }

    /**
     * The input from the workflow.
     *
     * @param parent the ARN of the execution that has the record
     * @param round how often the execution has looked at a further event before, from 0
     * @param next absent once every cluster had its turn
     * @param told whether people have heard in this round that the record is stopped
     * @param failed whether the admission before failed, so that the policy is not known
     */
    public record Input(
            String parent,
            String policy,
            int round,
            Optional<Next> next,
            Optional<Boolean> told,
            Optional<Boolean> failed) {
        public Input {
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(next, "next");
            Objects.requireNonNull(told, "told");
            Objects.requireNonNull(failed, "failed");
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The cluster's run begins. */
        BEGIN,
        /** The cluster is passed over. */
        PASS_OVER,
        /** An event is to be looked at that was noted meanwhile, or the present one anew. */
        AGAIN,
        /** The record is in other hands: the present event is to be looked at anew, without it. */
        LOST,
        /** People hear that no further cluster begins; then the record is closed. */
        STOPPED,
        CLOSED
    }

    /**
     * The answer to the workflow.
     *
     * @param outcome of a cluster that is passed over
     * @param event the noted event; absent where the present one is to be looked at anew
     * @param run the one after which nothing begins; absent where a person asked, who hears each time
     */
    public record Answer(
            Verdict verdict,
            String reason,
            Optional<Outcome> outcome,
            Optional<JsonNode> event,
            Optional<RunName> run) {
        static Answer of(Verdict verdict, String reason) {
            return new Answer(verdict, reason, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    public NextTurnFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.NEXT_TURN));
    }

    NextTurnFunction(Deployed deployed) {
        this(deployed.store(), deployed.clock());
    }

    public NextTurnFunction(Store store, Clock clock) {
        super(Input.class);
        this.turns = new FleetTurns(store);
        this.closing = new FleetClosing(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        FleetTurns.Asker asker = new FleetTurns.Asker(input.parent(), input.policy());
        return input.next()
                .map(next -> begun(turns.begin(asker, next.run(), next.cluster(), clock.instant())))
                .orElseGet(() -> closed(ending(asker, input)));
    }

    private FleetClosing.Ending ending(FleetTurns.Asker asker, Input input) {
        var round = new FleetClosing.Round(input.round(), input.told().orElse(false));
        return input.failed().orElse(false)
                ? closing.closeFailed(asker.execution(), round)
                : closing.close(asker, round);
    }

    private static Answer begun(FleetTurns.Turned turned) {
        return switch (turned) {
            case FleetTurns.Turned.Begun begun -> Answer.of(Verdict.BEGIN, begun.reason());
            case FleetTurns.Turned.PassedOver passed ->
                new Answer(
                        Verdict.PASS_OVER,
                        passed.reason(),
                        Optional.of(passed.outcome()),
                        Optional.empty(),
                        Optional.empty());
        };
    }

    private static Answer closed(FleetClosing.Ending ending) {
        return switch (ending) {
            case FleetClosing.Ending.Again again ->
                new Answer(Verdict.AGAIN, again.reason(), Optional.empty(), again.event(), Optional.empty());
            case FleetClosing.Ending.Lost lost -> Answer.of(Verdict.LOST, lost.reason());
            case FleetClosing.Ending.Stopped stopped ->
                new Answer(Verdict.STOPPED, stopped.reason(), Optional.empty(), Optional.empty(), stopped.run());
            case FleetClosing.Ending.Closed closed -> Answer.of(Verdict.CLOSED, closed.reason());
        };
    }
}
