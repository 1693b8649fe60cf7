package io.hyperpatch.rehearsal.lambda;

import java.time.Duration;
import java.time.Instant;

/**
 * One invocation that has ended.
 *
 * @param at when it was asked for
 * @param took from then to its end
 * @param coldStart whether it had to wait for a new environment
 */
public record Invocation(
        Instant at, String function, String requestId, Duration took, boolean coldStart, InvocationResult result) {}
