package io.hyperpatch.rollout;

import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.policy.BrokenNodes;
import io.hyperpatch.policy.Enforcement;
import io.hyperpatch.policy.OnUnready;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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

    /** Returns true for a group that is not touched, by its name or by its status. */
    public boolean leavesOut(InstanceGroup group) {
        return leaveOut.contains(group.name()) || onUnready == OnUnready.LEAVE_OUT && Unready.is(group);
    }

    /** The fields of the policy that ask for something, as JSON pointers. */
    public Set<String> asked() {
        Set<String> asked = new LinkedHashSet<>();
        add(asked, Enforcement.CANARY, !canary.isEmpty());
        add(asked, Enforcement.ORDER, !order.isEmpty());
        add(asked, Enforcement.LEAVE_OUT, !leaveOut.isEmpty());
        add(asked, Enforcement.BATCH, deployment.batch().isPresent());
        add(asked, Enforcement.ROLLBACK_BATCH, deployment.rollbackBatch().isPresent());
        add(asked, Enforcement.WAIT, deployment.waitSeconds().orElse(0) > 0);
        add(asked, Enforcement.ALARMS, !deployment.alarms().isEmpty());
        return asked;
    }

    private static void add(Set<String> fields, String field, boolean asks) {
        if (asks) {
            fields.add(field);
        }
    }

    /** The defaults of a policy beside these. */
    public static RolloutRules of(List<String> canary, DeploymentConfig deployment) {
        return new RolloutRules(canary, null, null, null, null, null, deployment);
    }
}
