package io.hyperpatch.cluster;

import java.util.List;
import java.util.Optional;

/**
 * How an update is paced and what undoes it.
 *
 * @param waitSeconds 0 to 3600
 * @param alarms names of CloudWatch alarms, at most 10
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeploymentConfiguration.html">
 *     DeploymentConfiguration</a>
 */
public record DeploymentConfig(
        Optional<BatchSize> batch,
        Optional<BatchSize> rollbackBatch,
        Optional<Integer> waitSeconds,
        List<String> alarms) {
    /** All that Slurm knows: a group is replaced whole, and no alarm is watched. */
    public static final DeploymentConfig NONE =
            new DeploymentConfig(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public DeploymentConfig {
        alarms = List.copyOf(alarms);
    }

    /** Nothing in it tells whose update it is. */
    public boolean asksForNothing() {
        return batch.isEmpty() && rollbackBatch.isEmpty() && waitSeconds.orElse(0) == 0 && alarms.isEmpty();
    }
}
