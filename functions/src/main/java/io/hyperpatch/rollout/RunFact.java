package io.hyperpatch.rollout;

/** The facts by which it is decided what a run does next. */
public enum RunFact {
    LEASE_LOST("the lease is in other hands"),
    CALL_OPEN("what became of a call is open"),
    CALL_AT_ITS_END("a look saw its update at the end"),
    WATCH_LOST("the watch ended without its word"),
    WATCHES_LOST("that happened too often in a row"),
    PROOF_TOO_EARLY("the proof came too early"),
    PROOFS_SPENT("there have been too many proofs"),
    PROOF_GIVEN_UP("no proof is waited for any longer"),
    UNTELLABLE("nothing shown can tell how a step ended"),
    UNDONE("a step forward has ended and left its groups as they were, or in part"),
    CANARY_UNPROVED("the image is proved on no node of the canary step, and steps follow"),
    CANARY_EMPTY("no group of the canary step has a node, and steps follow"),
    UNPLANNED("there is no plan"),
    NOT_READY("the cluster may not be patched, or needs no patch"),
    READ_ON("some nodes are still to be read"),
    SHORT("the cluster is short of nodes, or being scaled"),
    TRIES_SPENT("that was tried too often"),
    ALL_DONE("no step is left"),
    STEP_IS_BACK("the next step goes back"),
    SUPERSEDED("another image is wanted by now, and nothing was called"),
    OBSERVES("the policy's mode is observe"),
    ABORT_ASKED("people have asked for an abort"),
    GATE_CLOSED("a gate is closed"),
    PLAN_REFUSED("no call is to be planned for the step"),
    PLAN_NOT_READY("the cluster may not be patched just now"),
    FIRST_CALL("nothing was called before"),
    PLAN_TOO_EARLY("the listing of the nodes could not be relied on");

    private final String words;

    RunFact(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
