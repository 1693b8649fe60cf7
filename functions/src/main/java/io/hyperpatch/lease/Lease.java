package io.hyperpatch.lease;

import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.Objects;

/**
 * The right to write to one cluster.
 *
 * @param holder the execution that holds it; kept in the record after it was given back, as a trace
 * @param token the fencing token: it only grows, and every write and every look is checked against it
 */
public record Lease(State state, String holder, RunName run, long token, Instant since) {
    /** HELD by a living execution, PARKED because something of the run is unresolved, or FREE. */
    public enum State {
        HELD,
        PARKED,
        FREE
    }

    public Lease {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(since, "since");
    }

    /** Decides whether this very execution holds it now. */
    public boolean isHeldBy(String execution) {
        return state == State.HELD && holder.equals(execution);
    }

    /**
     * The holder is the run itself, whose execution has its name, and not whoever finds out what became of
     * it.
     */
    public boolean heldByItsRun() {
        return state == State.HELD && holder.endsWith(":" + run);
    }
}
