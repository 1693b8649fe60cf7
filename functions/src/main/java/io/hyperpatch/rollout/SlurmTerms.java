package io.hyperpatch.rollout;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Orchestrator;
import io.hyperpatch.policy.Enforcement;
import java.util.List;
import java.util.Optional;

/**
 * The promises of a policy that Slurm cannot keep: there a group is replaced whole, and no alarm is watched.
 *
 * <p>Refused rather than left out: whoever named an alarm, or let a tenth of the nodes go at a time, relies on it.
 *
 * @see Enforcement the table that says which fields need EKS
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-operate.html">HyperPod operations</a>
 */
public final class SlurmTerms {
    public static final String RULE = "slurm-terms";

    private SlurmTerms() {}

    /** @param fields the fields that stand in the way, as JSON pointers */
    public record Unfit(List<String> fields, String reason, String remedy) {
        public Unfit {
            fields = List.copyOf(fields);
        }
    }

    /** The reason for which a cluster cannot be patched under these rules, with every field that stands in the way. */
    public static Optional<Unfit> unfit(RolloutRules rules, Cluster cluster) {
        List<String> fields = Enforcement.brokenOn(Enforcement.Platform.SLURM, rules.asked()).stream()
                .map(Enforcement.Row::field)
                .distinct()
                .toList();
        if (cluster.orchestrator() != Orchestrator.SLURM || fields.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = fields.stream()
                .map(field -> field + " (" + value(field, rules.deployment()) + ")")
                .toList();
        return Optional.of(new Unfit(
                fields,
                "cluster " + cluster.name() + " is orchestrated by Slurm, where the service replaces a group"
                        + " whole, without batches, wait intervals or alarms, so the policy's "
                        + String.join(", ", named) + " cannot be kept there",
                "give Slurm clusters a policy without " + (fields.size() == 1 ? "it" : "these")
                        + ", in which /rollout/canary says which groups go first"));
    }

    private static String value(String field, DeploymentConfig deployment) {
        return switch (field) {
            case Enforcement.BATCH -> deployment.batch().map(SlurmTerms::size).orElseThrow();
            case Enforcement.ROLLBACK_BATCH ->
                deployment.rollbackBatch().map(SlurmTerms::size).orElseThrow();
            case Enforcement.WAIT -> deployment.waitSeconds().orElseThrow() + " s";
            default -> String.join(", ", deployment.alarms());
        };
    }

    private static String size(BatchSize batch) {
        return batch.value() + (batch.type().equals(BatchSize.CAPACITY_PERCENTAGE) ? " %" : " nodes");
    }
}
