package io.hyperpatch.policy;

import java.util.List;

/**
 * Consequences of a rollout that are allowed, and that people should know of before they rely on the
 * policy.
 */
public final class RolloutWarnings {
    private RolloutWarnings() {}

    /**
     * The consequence of a policy without batches where there could be some: without a rolling policy the
     * service drains nothing.
     *
     * @param platform by its title
     */
    public static String allAtOnce(String platform) {
        return "on " + platform
                + " every node of a step is replaced at once, without draining, because the policy has no rollout.batch";
    }

    /** Warnings for a policy whose clusters are not looked at, or are on EKS. */
    public static List<String> of(FleetPolicy policy) {
        return policy.rollout().batch().isPresent()
                ? List.of()
                : List.of(
                        allAtOnce("EKS") + "; write for instance batch: 10%, unless all of its clusters are on Slurm");
    }
}
