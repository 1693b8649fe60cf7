package io.hyperpatch.rollout;

import io.hyperpatch.intent.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long the product waits before it believes what it does not see.
 *
 * @param functionTimeout how long the start function can live
 * @param apiTimeout how long a call can be on its way
 * @param settling how long after an accepted call reads may still show the state before it; nobody has published it
 * @param silence how long a call may stay without any visible effect, be it accepted or without an answer
 */
public record Patience(Duration functionTimeout, Duration apiTimeout, Duration settling, Duration silence) {
    public Patience {
        Objects.requireNonNull(functionTimeout, "functionTimeout");
        Objects.requireNonNull(apiTimeout, "apiTimeout");
        Objects.requireNonNull(settling, "settling");
        Objects.requireNonNull(silence, "silence");
    }

    /** Until here, a call without an answer may still begin something: effects come late, and reads may lag behind them. */
    public Instant silent(Instant calledAt) {
        return calledAt.plus(functionTimeout).plus(apiTimeout).plus(silence);
    }

    /** From here on, nothing more is to come of a call: what it began shows, or it has begun nothing. */
    public Instant told(Intent called) {
        Instant calledAt = called.calledAt().orElseThrow();
        return called.isUnanswered() ? silent(calledAt) : settled(calledAt);
    }

    /** From here on, a call that has begun something shows. */
    public Instant settled(Instant calledAt) {
        return calledAt.plus(functionTimeout).plus(apiTimeout).plus(settling);
    }
}
