package io.hyperpatch.rollout;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.RunProof;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a run does next: by its record, by what was heard last and is not in the record, and by the
 * time. Whoever decides, and how often, the same record leads to the same act; so an execution that is
 * redriven, or another one, goes on where the run stands.
 *
 * @see NextRule the table
 */
public final class DecideNext {
    private static final String NOTHING_LEFT = "no step is left";

    private final RunRecord record;
    private final Heard heard;
    private final Tries tries;
    private final Instant now;

    private DecideNext(RunRecord record, Heard heard, Tries tries, Instant now) {
        this.record = record;
        this.heard = heard;
        this.tries = tries;
        this.now = now;
    }

    public static NextAct decide(RunRecord record, Heard heard, Tries tries, Instant now) {
        DecideNext decision = new DecideNext(record, heard, tries, now);
        return decision.act(NextRule.fitting(decision.facts()));
    }

    /** The facts that hold. */
    private Set<RunFact> facts() {
        Set<RunFact> facts = EnumSet.noneOf(RunFact.class);
        add(facts, RunFact.LEASE_LOST, !record.leaseHeld());
        Optional<Intent> open = record.openCall();
        add(facts, RunFact.CALL_OPEN, open.isPresent());
        add(facts, RunFact.CALL_AT_ITS_END, open.flatMap(Intent::endedAt).isPresent());
        add(facts, RunFact.UNPLANNED, record.plan().steps().isEmpty());
        record.lastOver().ifPresent(step -> ended(facts, step));
        Optional<Step> next = record.nextStep();
        add(facts, RunFact.ALL_DONE, next.isEmpty());
        add(facts, RunFact.STEP_IS_BACK, next.filter(Step::isBack).isPresent());
        add(facts, RunFact.SUPERSEDED, record.superseded().isPresent());
        add(facts, RunFact.OBSERVES, record.observes());
        add(facts, RunFact.ABORT_ASKED, record.abort().isPresent());
        add(facts, RunFact.GATE_CLOSED, record.closedGate().isPresent());
        add(
                facts,
                RunFact.FIRST_CALL,
                tries.watches() == 0 && next.filter(step -> step.index() == 1).isPresent());
        heard(facts);
        return facts;
    }

    private static void add(Set<RunFact> facts, RunFact fact, boolean holds) {
        if (holds) {
            facts.add(fact);
        }
    }

    /** The facts about the step that ended last; what it left undone is for a step back, if one follows. */
    private void ended(Set<RunFact> facts, Step step) {
        boolean backFollows = record.nextStep().filter(Step::isBack).isPresent();
        Optional<StepProof> end = record.endOf(step);
        add(facts, RunFact.UNTELLABLE, record.wasUntellable(step));
        add(
                facts,
                RunFact.UNDONE,
                !backFollows && end.filter(RunRecord::isUndone).isPresent());
        if (CanaryProof.missing(record.plan(), step.index()).isPresent() && !backFollows) {
            boolean empty = record.isEmpty(step);
            add(facts, RunFact.CANARY_EMPTY, empty);
            add(
                    facts,
                    RunFact.CANARY_UNPROVED,
                    !empty && end.filter(StepProof::imageHasRun).isEmpty());
        }
    }

    private void heard(Set<RunFact> facts) {
        switch (heard) {
            case Heard.Nothing nothing -> {
                // all that matters is in the record
            }
            case Heard.NotReady notReady -> facts.add(RunFact.NOT_READY);
            case Heard.ReadOn readOn -> tried(facts, RunFact.READ_ON, tries.checks() >= Tries.MOST_CHECKS);
            case Heard.Short few -> tried(facts, RunFact.SHORT, tries.looks() > Tries.MOST_LOOKS);
            case Heard.PlanRefused refused -> facts.add(RunFact.PLAN_REFUSED);
            case Heard.PlanNotReady notReady ->
                tried(facts, RunFact.PLAN_NOT_READY, tries.plannings() >= Tries.MOST_PLANNINGS);
            case Heard.PlanTooEarly early ->
                tried(facts, RunFact.PLAN_TOO_EARLY, tries.plannings() >= Tries.MOST_PLANNINGS);
            case Heard.WatchLost lost -> {
                facts.add(RunFact.WATCH_LOST);
                add(facts, RunFact.WATCHES_LOST, tries.lostWatches() > Tries.MOST_LOST_WATCHES);
            }
            case Heard.ProofTooEarly early -> {
                facts.add(RunFact.PROOF_TOO_EARLY);
                add(facts, RunFact.PROOFS_SPENT, tries.proofs() >= Tries.MOST_PROOFS);
            }
            case Heard.ProofGivenUp givenUp -> facts.add(RunFact.PROOF_GIVEN_UP);
        }
    }

    private static void tried(Set<RunFact> facts, RunFact fact, boolean spent) {
        facts.add(fact);
        add(facts, RunFact.TRIES_SPENT, spent);
    }

    private NextAct act(NextRule rule) {
        return switch (rule) {
            case LEAVE_TO_THE_HOLDER -> new NextAct.Leave("the lease is no longer held by this execution");
            case GIVE_THE_WATCH_UP, GIVE_THE_PROOF_UP, END_THE_PROOFS ->
                new NextAct.End(Outcome.UNKNOWN, heard.reason());
            case WATCH_LATER -> later(Tries.TO_WATCH_AGAIN);
            case PROVE_LATER -> later(Tries.TO_PROVE_AGAIN);
            case PROVE -> new NextAct.Prove(openStep(), "the update of step " + openStep() + " is over");
            case FOLLOW -> new NextAct.Follow(openStep(), "what became of the call of step " + openStep() + " is open");
            case END_UNTELLABLE -> new NextAct.End(Outcome.UNKNOWN, lastEnd());
            case END_UNDONE -> new NextAct.End(undone(), lastEnd());
            case END_AT_THE_CANARY -> new NextAct.End(Outcome.INTERRUPTED, canary() + ": " + lastEnd());
            case END_WITHOUT_CANARY ->
                new NextAct.End(Outcome.REFUSED, canary() + ": its groups have no nodes any more");
            case END_SUPERSEDED ->
                new NextAct.End(Outcome.SUPERSEDED, record.superseded().orElseThrow());
            case END_UNREADY, END_UNPLANNABLE -> new NextAct.End(saidOutcome(), heard.reason());
            case END_THE_CHECKS, END_UNREADY_AT_FIRST, END_THE_PLANNINGS, END_THE_LISTINGS ->
                new NextAct.End(Outcome.REFUSED, heard.reason());
            case READ_ON -> later(Tries.TO_READ_ON);
            case LOOK_AGAIN -> later(Tries.TO_LOOK_AGAIN);
            case CHECK -> new NextAct.Check("the run has no plan yet");
            case END_DONE -> done();
            case STEP_BACK, BEGIN -> begin();
            case END_OBSERVED ->
                new NextAct.End(Outcome.OBSERVED, record.plan().reason().orElse(NOTHING_LEFT));
            case END_ABORTED -> new NextAct.End(Outcome.ABORTED, record.abort().orElseThrow());
            case END_AT_A_GATE ->
                new NextAct.End(Outcome.REFUSED, record.closedGate().orElseThrow());
            case SETTLE, LIST_AGAIN -> later(Tries.TO_PLAN_AGAIN);
        };
    }

    private NextAct begin() {
        Step step = record.nextStep().orElseThrow();
        return new NextAct.Begin(step.index(), "step " + step.index() + " is not done");
    }

    private NextAct later(Duration pause) {
        return new NextAct.Wait(now.plus(pause), heard.reason());
    }

    private int openStep() {
        return record.openCall().orElseThrow().id().step();
    }

    private NextAct done() {
        boolean wentBack = record.plan().steps().stream().anyMatch(Step::isBack);
        return new NextAct.End(
                wentBack ? Outcome.ROLLED_BACK : RunProof.outcome(record.soFar()),
                StepProof.of(record.soFar()).reason());
    }

    private Outcome undone() {
        boolean mixed = record.endOf(record.lastOver().orElseThrow())
                .filter(end -> end.verdict() == Verdict.MIXED)
                .isPresent();
        return mixed ? Outcome.MIXED : Outcome.ROLLED_BACK;
    }

    private String lastEnd() {
        return record.endOf(record.lastOver().orElseThrow())
                .map(StepProof::reason)
                .orElse(NOTHING_LEFT);
    }

    private String canary() {
        return CanaryProof.missing(
                        record.plan(), record.lastOver().orElseThrow().index())
                .orElseThrow();
    }

    private Outcome saidOutcome() {
        return switch (heard) {
            case Heard.NotReady notReady -> notReady.outcome();
            case Heard.PlanRefused refused -> refused.outcome();
            default -> Outcome.REFUSED;
        };
    }
}
