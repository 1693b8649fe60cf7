package io.hyperpatch.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long the product waits before it believes what it does not see.
 *
 * @param functionTimeout how long the start function can live
 * @param apiTimeout how long a call can be on its way
 * @param settling how long after an accepted call reads may still show the state before it; nobody has published it
 * @param silence how long an accepted call may stay without any visible effect
 */
public record Patience(Duration functionTimeout, Duration apiTimeout, Duration settling, Duration silence) {
    public Patience {
        Objects.requireNonNull(functionTimeout, "functionTimeout");
        Objects.requireNonNull(apiTimeout, "apiTimeout");
        Objects.requireNonNull(settling, "settling");
        Objects.requireNonNull(silence, "silence");
    }

    /** From here on, a call that has begun something shows. */
    public Instant settled(Instant calledAt) {
        return calledAt.plus(functionTimeout).plus(apiTimeout).plus(settling);
    }
}
