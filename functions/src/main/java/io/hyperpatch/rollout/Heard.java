package io.hyperpatch.rollout;

import io.hyperpatch.run.Outcome;
import java.util.Objects;

/**
 * What the state before has said, as far as it is not in the record: it could not do its part, or not yet.
 * {@link Nothing} at the beginning and after a wait.
 */
public sealed interface Heard {
    /** One line, fit for a notification. */
    String reason();

    /** All that matters is in the record. */
    record Nothing() implements Heard {
        @Override
        public String reason() {
            return "";
        }
    }

    /** The cluster may not be patched, or needs no patch. */
    record NotReady(Outcome outcome, String reason) implements Heard {
        public NotReady {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /** There are more nodes than one invocation can read. */
    record ReadOn(String reason) implements Heard {}

    /** Only a second reading distinguishes a shortage of capacity from a scaling. */
    record Short(String reason) implements Heard {}

    /** No call was planned, and none is to be. */
    record PlanRefused(Outcome outcome, String reason) implements Heard {
        public PlanRefused {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /** The cluster may not be patched just now. */
    record PlanNotReady(String reason) implements Heard {}

    /** The listing of the nodes could not be relied on. */
    record PlanTooEarly(String reason) implements Heard {}

    /** The watch ended without its word. */
    record WatchLost(String reason) implements Heard {}

    /** Nodes are on their way, or they could not be read. */
    record ProofTooEarly(String reason) implements Heard {}

    /** Nothing proves how the step ended, and the run does not wait any longer. */
    record ProofGivenUp(String reason) implements Heard {}
}
