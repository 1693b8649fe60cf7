package io.hyperpatch.rollout;

import io.hyperpatch.cluster.DeploymentConfig;
import java.util.List;
import java.util.Objects;

/**
 * How a run goes through its cluster, as the policy says.
 *
 * @param canary the groups that go first
 * @param deployment how each update is paced and which of the policy's alarms undo it
 */
public record RolloutRules(List<String> canary, DeploymentConfig deployment) {
    public RolloutRules {
        canary = List.copyOf(canary);
        Objects.requireNonNull(deployment, "deployment");
    }
}
