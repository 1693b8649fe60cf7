package io.hyperpatch.rollout;

/** How many of the canary groups that a policy names a cluster must have, with nodes in them. */
public enum CanaryTerms {
    /** Each: the policy is about this cluster alone, so a name that fits no group is a slip of the pen. */
    EVERY,
    /** One at least: the policy is about several clusters, and each has its own canary. */
    ONE,
    /** None: the policy says that a cluster may be patched without a canary. */
    OPTIONAL
}
