package io.hyperpatch.rehearsal.fault;

import java.time.Duration;
import java.util.Objects;

/**
 * Which entries into states a fault of executions looks at; {@code *} stands for anything, what is left out too.
 *
 * @param machine {@code patch-cluster}
 * @param state the name of the state that is entered
 * @param when which of these entries; the first if left out
 * @param delay how long after the entry it strikes; at once if left out
 */
public record Entries(String machine, String state, When when, Duration delay) {

    public Entries {
        machine = Objects.requireNonNullElse(machine, "*");
        state = Objects.requireNonNullElse(state, "*");
        // To stop an execution at each of its states would only stop it at the first.
        when = Objects.requireNonNullElse(when, When.nth(1));
        delay = Objects.requireNonNullElse(delay, Duration.ZERO);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay " + delay + ": not negative");
        }
    }

    /** The n-th entry into any state of the executions of one machine. */
    public static Entries nth(String machine, int entry) {
        return new Entries(machine, "*", When.nth(entry), Duration.ZERO);
    }

    boolean include(String ofMachine, String entered) {
        return Glob.matches(machine, ofMachine) && Glob.matches(state, entered);
    }
}
