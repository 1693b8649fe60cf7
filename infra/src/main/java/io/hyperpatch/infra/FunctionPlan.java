package io.hyperpatch.infra;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How one function is deployed.
 *
 * @param memory in MB
 * @param variables the environment variables that it reads
 */
record FunctionPlan(String name, String handler, Duration timeout, int memory, List<String> variables) {
    /** The functions' own client gives a call half a minute with all its attempts. */
    static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MEMORY = 1024;

    /** They may read every node of a cluster of thousands. */
    private static final Set<String> LONG = Set.of("CheckReadiness", "VerifyStep");

    FunctionPlan {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(timeout, "timeout");
        variables = List.copyOf(variables);
    }

    static FunctionPlan of(String name, String handler, List<String> variables) {
        return new FunctionPlan(name, handler, LONG.contains(name) ? LONGEST : TIMEOUT, MEMORY, variables);
    }
}
