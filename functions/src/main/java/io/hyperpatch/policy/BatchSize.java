package io.hyperpatch.policy;

/** How many nodes are updated at once. */
public sealed interface BatchSize {

    /** A share of the group, 1 to 100. */
    record Percent(int value) implements BatchSize {
        public Percent {
            if (value < 1 || value > 100) {
                throw new IllegalArgumentException("percentage out of 1 to 100: " + value);
            }
        }
    }

    /** A number of nodes, 1 or more. */
    record Count(int value) implements BatchSize {
        public Count {
            if (value < 1) {
                throw new IllegalArgumentException("less than one node: " + value);
            }
        }
    }
}
