package io.hyperpatch.routing;

import java.util.List;

/** The values of one field of an event that matter to a policy. */
sealed interface Wanted {
    /** Every value: the field is left out of the pattern. */
    record Any() implements Wanted {}

    /** No value: no event of the kind matters, and the rule is left out. */
    record None() implements Wanted {}

    /**
     * These values alone.
     *
     * @param matchers texts, or operators such as {@code {"prefix": "gpu-"}}; at least one
     */
    record These(List<?> matchers) implements Wanted {
        public These {
            matchers = List.copyOf(matchers);
        }
    }

    static Wanted of(List<?> matchers) {
        return matchers.isEmpty() ? new None() : new These(matchers);
    }
}
