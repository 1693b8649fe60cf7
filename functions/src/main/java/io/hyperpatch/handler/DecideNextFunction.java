package io.hyperpatch.handler;

import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.admission.Superseding;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.harm.HarmSeen;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.rollout.DecideNext;
import io.hyperpatch.rollout.NextAct;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.rollout.RunRecord;
import io.hyperpatch.rollout.Tries;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Reads the record of a run, and says what the run does next. */
public final class DecideNextFunction extends JsonFunction<DecideNextFunction.Input, DecideNextFunction.Answer> {
    private final Store store;
    private final Leases leases;
    private final Requests requests;
    private final Runs runs;
    private final Superseding superseding;
    private final RunPlans plans;
    private final Intents intents;
    private final Proofs proofs;
    private final HarmSeen harm;
    private final Clock clock;

    /**
     * @param heard the answer of the state before, or its failure
     * @param tries how often the run has tried what did not succeed so far
     */
    public record Input(RunName run, ClusterRef cluster, long token, Said heard, Tries tries) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(heard, "heard");
            Objects.requireNonNull(tries, "tries");
        }
    }

    /**
     * @param verdict the kind of the act
     * @param step which step it is about
     * @param until when a wait is over
     * @param outcome how the run ends, if it does
     */
    public record Answer(
            NextAct.Kind verdict,
            Optional<Integer> step,
            Optional<Instant> until,
            Optional<Outcome> outcome,
            String reason) {
        static Answer of(NextAct act) {
            return switch (act) {
                case NextAct.Check check -> plain(NextAct.Kind.CHECK, act);
                case NextAct.Begin begin -> ofStep(NextAct.Kind.BEGIN, begin.step(), act);
                case NextAct.Follow follow -> ofStep(NextAct.Kind.FOLLOW, follow.step(), act);
                case NextAct.Prove prove -> ofStep(NextAct.Kind.PROVE, prove.step(), act);
                case NextAct.Wait wait ->
                    new Answer(
                            NextAct.Kind.WAIT,
                            Optional.empty(),
                            Optional.of(wait.until()),
                            Optional.empty(),
                            act.reason());
                case NextAct.End end ->
                    new Answer(
                            NextAct.Kind.END,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(end.outcome()),
                            act.reason());
                case NextAct.Leave leave -> plain(NextAct.Kind.LEAVE, act);
            };
        }

        private static Answer plain(NextAct.Kind kind, NextAct act) {
            return new Answer(kind, Optional.empty(), Optional.empty(), Optional.empty(), act.reason());
        }

        private static Answer ofStep(NextAct.Kind kind, int step, NextAct act) {
            return new Answer(kind, Optional.of(step), Optional.empty(), Optional.empty(), act.reason());
        }
    }

    public DecideNextFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.DECIDE_NEXT));
    }

    DecideNextFunction(Deployed deployed) {
        this(deployed.store(), deployed.clock());
    }

    public DecideNextFunction(Store store, Clock clock) {
        super(Input.class);
        this.store = Objects.requireNonNull(store);
        this.leases = new Leases(store);
        this.requests = new Requests(store);
        this.runs = new Runs(store);
        this.superseding = new Superseding(store);
        this.plans = new RunPlans(store);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
        this.harm = new HarmSeen(store, requests::identities);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        NextAct act = DecideNext.decide(record(input), input.heard().heard(), input.tries(), now);
        if (act instanceof NextAct.End end && end.outcome() == Outcome.ABORTED) {
            harm.inAbort(input.run(), input.cluster().arn(), now);
        }
        return Answer.of(act);
    }

    private RunRecord record(Input input) {
        Optional<RunRequest> request = requests.find(input.run());
        Optional<Run> run = runs.find(input.cluster().arn(), input.run());
        return new RunRecord(
                leases.isHeld(input.cluster().arn(), input.token()),
                superseding.of(input.cluster().arn(), request, run),
                request.filter(RunRequest::onlyObserves).isPresent(),
                run.flatMap(Run::abort),
                KillSwitch.whyClosed(store),
                plans.of(input.run()),
                intents.of(input.run()),
                proofs.bySteps(input.run()));
    }
}
