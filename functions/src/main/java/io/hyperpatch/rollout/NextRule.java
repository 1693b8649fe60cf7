package io.hyperpatch.rollout;

import io.hyperpatch.rollout.NextAct.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The table by which it is decided what a run does next: the first rule counts whose facts hold.
 *
 * <p>What was called comes first, since nothing may hide it: neither an abort nor a closed gate keeps a run
 * from finding out what became of its call. Then what has ended, then what is to begin. New acts are new
 * rules.
 */
public enum NextRule {
    LEAVE_TO_THE_HOLDER(Kind.LEAVE, "whoever holds the lease decides", RunFact.LEASE_LOST),
    GIVE_THE_WATCH_UP(
            Kind.END,
            "the call stays open, and reconcile goes on from here",
            RunFact.CALL_OPEN,
            RunFact.WATCH_LOST,
            RunFact.WATCHES_LOST),
    WATCH_LATER(Kind.WAIT, "whatever ended the watch may pass", RunFact.CALL_OPEN, RunFact.WATCH_LOST),
    GIVE_THE_PROOF_UP(
            Kind.END,
            "the call stays open, and reconcile goes on from here",
            RunFact.CALL_OPEN,
            RunFact.PROOF_GIVEN_UP),
    END_THE_PROOFS(
            Kind.END,
            "the call stays open, and reconcile goes on from here",
            RunFact.CALL_OPEN,
            RunFact.PROOF_TOO_EARLY,
            RunFact.PROOFS_SPENT),
    PROVE_LATER(Kind.WAIT, "nodes are on their way", RunFact.CALL_OPEN, RunFact.PROOF_TOO_EARLY),
    PROVE(Kind.PROVE, "a status proves nothing, nodes do", RunFact.CALL_OPEN, RunFact.CALL_AT_ITS_END),
    FOLLOW(Kind.FOLLOW, "a call is followed to its end, whatever else happens", RunFact.CALL_OPEN),
    END_UNTELLABLE(Kind.END, "to go on would be to guess", RunFact.UNTELLABLE),
    END_UNDONE(Kind.END, "the image did harm, or may have", RunFact.UNDONE),
    END_AT_THE_CANARY(Kind.END, "a canary that shows nothing lets nothing follow", RunFact.CANARY_UNPROVED),
    END_WITHOUT_CANARY(Kind.END, "a canary that shows nothing lets nothing follow", RunFact.CANARY_EMPTY),
    END_SUPERSEDED(Kind.END, "what nobody wants any more is not begun", RunFact.SUPERSEDED),
    END_UNREADY(Kind.END, "nothing is begun on such a cluster", RunFact.UNPLANNED, RunFact.NOT_READY),
    END_THE_CHECKS(Kind.END, "people should look", RunFact.UNPLANNED, RunFact.TRIES_SPENT),
    READ_ON(Kind.WAIT, "what has been read is kept", RunFact.UNPLANNED, RunFact.READ_ON),
    LOOK_AGAIN(Kind.WAIT, "a shortage does not move, a scaling does", RunFact.UNPLANNED, RunFact.SHORT),
    CHECK(Kind.CHECK, "a plan is made from a fresh reading", RunFact.UNPLANNED),
    END_DONE(Kind.END, "every step is proved", RunFact.ALL_DONE),
    STEP_BACK(Kind.BEGIN, "a way back passes every gate", RunFact.STEP_IS_BACK),
    END_OBSERVED(Kind.END, "the plan is reported, and nothing is begun", RunFact.OBSERVES),
    END_ABORTED(Kind.END, "people decide", RunFact.ABORT_ASKED),
    END_AT_A_GATE(Kind.END, "a closed gate is not waited for", RunFact.GATE_CLOSED),
    END_UNPLANNABLE(Kind.END, "the step cannot be begun", RunFact.PLAN_REFUSED),
    END_UNREADY_AT_FIRST(Kind.END, "nothing was begun, so nothing is lost", RunFact.PLAN_NOT_READY, RunFact.FIRST_CALL),
    END_THE_PLANNINGS(Kind.END, "people should look", RunFact.PLAN_NOT_READY, RunFact.TRIES_SPENT),
    END_THE_LISTINGS(Kind.END, "people should look", RunFact.PLAN_TOO_EARLY, RunFact.TRIES_SPENT),
    SETTLE(Kind.WAIT, "after an update a cluster needs a moment", RunFact.PLAN_NOT_READY),
    LIST_AGAIN(Kind.WAIT, "while nodes come and go, so does a listing", RunFact.PLAN_TOO_EARLY),
    BEGIN(Kind.BEGIN, "a step is left");

    private final Kind act;
    private final String why;
    private final Set<RunFact> facts;

    NextRule(Kind act, String why, RunFact... facts) {
        this.act = act;
        this.why = why;
        this.facts = facts.length == 0 ? EnumSet.noneOf(RunFact.class) : EnumSet.copyOf(Arrays.asList(facts));
    }

    public Kind act() {
        return act;
    }

    public String why() {
        return why;
    }

    public Set<RunFact> facts() {
        return EnumSet.copyOf(facts);
    }

    /** The rule that counts: the last one asks for no fact, so there is always one. */
    static NextRule fitting(Set<RunFact> facts) {
        return Arrays.stream(values())
                .filter(rule -> facts.containsAll(rule.facts))
                .findFirst()
                .orElseThrow();
    }
}
