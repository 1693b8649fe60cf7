package io.hyperpatch.rollout;

import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.policy.BrokenNodes;
import io.hyperpatch.policy.OnUnready;
import java.util.List;
import java.util.Objects;

/**
 * How a run goes through its cluster, as the policy says. A run that an older version began may lack the later members, which then
 * have the policy's defaults.
 *
 * @param canary the groups that go first
 * @param canaryTerms how many of them the cluster must have
 * @param order the groups in the order in which they go one by one, on Slurm
 * @param leaveOut the groups that are never touched
 * @param onUnready the treatment of a group that is Failed, Creating or Deleting
 * @param brokenNodes how many nodes of a group may be broken before the start
 * @param deployment how each update is paced and which of the policy's alarms undo it
 */
public record RolloutRules(
        List<String> canary,
        CanaryTerms canaryTerms,
        List<String> order,
        List<String> leaveOut,
        OnUnready onUnready,
        BrokenNodes brokenNodes,
        DeploymentConfig deployment) {
    public RolloutRules {
        canary = List.copyOf(canary);
        canaryTerms = Objects.requireNonNullElse(canaryTerms, CanaryTerms.ONE);
        order = order == null ? List.of() : List.copyOf(order);
        leaveOut = leaveOut == null ? List.of() : List.copyOf(leaveOut);
        onUnready = Objects.requireNonNullElse(onUnready, OnUnready.REFUSE);
        brokenNodes = Objects.requireNonNullElse(brokenNodes, BrokenNodes.DEFAULT);
        Objects.requireNonNull(deployment, "deployment");
    }

    /** The defaults of a policy beside these. */
    public static RolloutRules of(List<String> canary, DeploymentConfig deployment) {
        return new RolloutRules(canary, null, null, null, null, null, deployment);
    }
}
