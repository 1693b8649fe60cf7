package io.hyperpatch.rehearsal.lambda;

import java.time.Duration;

/**
 * What an invocation costs in virtual time, beside the calls that the function makes.
 *
 * @param invoke from the call to the function's first line, in a warm environment
 * @param coldStart more than that in a new environment
 * @param warm how long an idle environment is kept
 */
public record Costs(Duration invoke, Duration coldStart, Duration warm) {

    public static final Costs USUAL = new Costs(Duration.ofMillis(15), Duration.ofMillis(900), Duration.ofMinutes(10));

    public Costs {
        if (invoke.isNegative() || coldStart.isNegative() || warm.isNegative()) {
            throw new IllegalArgumentException(
                    "invoke " + invoke + ", coldStart " + coldStart + ", warm " + warm + ": none may be negative");
        }
    }
}
