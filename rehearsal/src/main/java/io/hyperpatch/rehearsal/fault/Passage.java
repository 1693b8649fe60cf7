package io.hyperpatch.rehearsal.fault;

import java.time.Duration;
import java.util.Objects;

/**
 * A call on its way through the gate.
 *
 * @param caller the function that calls
 * @param action {@code service:Operation}
 * @param latency of the whole call, half of it before the effect and half after; zero or more
 * @param patience how long the caller waits for an answer before it sees a read time-out
 * @param mortal whether the caller is a function, which can die of the call; a workflow cannot
 */
public record Passage(String caller, String action, Duration latency, Duration patience, boolean mortal) {
    public Passage {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(action, "action");
        if (latency.isNegative() || patience.isNegative()) {
            throw new IllegalArgumentException("latency " + latency + ", patience " + patience + ": not negative");
        }
    }

    /** A call that a function makes. */
    public Passage(String caller, String action, Duration latency, Duration patience) {
        this(caller, action, latency, patience, true);
    }
}
