package io.hyperpatch.rollout;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Orchestrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a policy promises and Slurm cannot keep: there a group is replaced whole, and no alarm is watched.
 *
 * <p>Refused rather than left out: whoever named an alarm, or let a tenth of the nodes go at a time, relies on it.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-operate.html">HyperPod operations</a>
 */
public final class SlurmTerms {
    private SlurmTerms() {}

    /** Why the cluster cannot be patched under these rules, with every field that stands in the way. */
    public static Optional<String> unfit(RolloutRules rules, Cluster cluster) {
        List<String> fields = fields(rules.deployment());
        if (cluster.orchestrator() != Orchestrator.SLURM || fields.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("cluster " + cluster.name() + " is orchestrated by Slurm, where the service replaces a group"
                + " whole, without batches, wait intervals or alarms, so the policy's " + String.join(", ", fields)
                + " cannot be kept there [slurm-terms]; give Slurm clusters a policy without "
                + (fields.size() == 1 ? "it" : "these") + ", in which /rollout/canary says which groups go first");
    }

    private static List<String> fields(DeploymentConfig deployment) {
        List<String> fields = new ArrayList<>();
        deployment.batch().ifPresent(batch -> fields.add("/rollout/batch (" + size(batch) + ")"));
        deployment.rollbackBatch().ifPresent(batch -> fields.add("/rollout/rollbackBatch (" + size(batch) + ")"));
        deployment
                .waitSeconds()
                .filter(seconds -> seconds > 0)
                .ifPresent(seconds -> fields.add("/rollout/wait (" + seconds + " s)"));
        if (!deployment.alarms().isEmpty()) {
            fields.add("/rollout/alarms (" + String.join(", ", deployment.alarms()) + ")");
        }
        return fields;
    }

    private static String size(BatchSize batch) {
        return batch.value() + (batch.type().equals(BatchSize.CAPACITY_PERCENTAGE) ? " %" : " nodes");
    }
}
