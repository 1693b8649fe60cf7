package io.hyperpatch.readiness;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A named condition that a cluster must fulfil before a run may begin.
 *
 * @param find every obstacle that it sees; none if the condition holds
 */
record ReadinessRule(String name, Function<Situation, List<Obstacle>> find) {
    ReadinessRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(find, "find");
    }
}
