package io.hyperpatch.infra;

import io.hyperpatch.handler.ProductFunction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How one function is deployed.
 *
 * @param name what stands for it in the workflows
 * @param handler the class that Lambda makes
 * @param memory in MB
 * @param variables the environment variables that it reads
 */
record FunctionPlan(String name, String handler, Duration timeout, int memory, SortedSet<String> variables) {
    /** By measurement, for the processor that comes with it: docs/adr/0019. */
    private static final int MEMORY = 1024;

    FunctionPlan {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(timeout, "timeout");
        variables = new TreeSet<>(variables);
    }

    static List<FunctionPlan> all() {
        return Stream.of(ProductFunction.values())
                .map(function -> new FunctionPlan(
                        function.title(),
                        function.handler().getName(),
                        function.timeout(),
                        MEMORY,
                        new TreeSet<>(function.variables())))
                .toList();
    }
}
