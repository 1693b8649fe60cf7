package io.hyperpatch.rehearsal.placement;

import java.util.Objects;

/**
 * One entry into a state of a recorded run.
 *
 * @param entry which entry into any state of the executions of this machine, from 1
 */
public record StateSpot(String machine, String state, int entry) {
    public StateSpot {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(state, "state");
    }

    /** As in {@code patch-cluster StartUpdate}. */
    String kind() {
        return machine + " " + state;
    }

    /** As in {@code patch-cluster StartUpdate, entry 7}. */
    String name() {
        return kind() + ", entry " + entry;
    }
}
