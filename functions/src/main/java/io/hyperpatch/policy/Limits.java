package io.hyperpatch.policy;

import java.util.Objects;

/**
 * How much may be wrong before nothing is begun.
 *
 * @param brokenNodes of each group
 */
public record Limits(BrokenNodes brokenNodes) {
    public static final Limits DEFAULT = new Limits(BrokenNodes.DEFAULT);

    public Limits {
        Objects.requireNonNull(brokenNodes, "brokenNodes");
    }
}
