package io.hyperpatch.rollout;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.platform.Platform;
import io.hyperpatch.policy.Enforcement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The promises of a policy about how an update goes forward that a cluster's platform cannot keep.
 *
 * <p>Refused rather than left out: whoever named an alarm, or let a tenth of the nodes go at a time, relies
 * on it.
 *
 * @see Enforcement the table that says which fields need what of a platform
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-operate.html">HyperPod operations</a>
 */
public final class PlatformTerms {
    private static final Set<String> OF_THE_CALL =
            Set.of(Enforcement.BATCH, Enforcement.ROLLBACK_BATCH, Enforcement.WAIT, Enforcement.ALARMS);

    private PlatformTerms() {}

    /** @param fields the fields that stand in the way, as JSON pointers */
    public record Unfit(String rule, List<String> fields, String reason, String remedy) {
        public Unfit {
            fields = List.copyOf(fields);
        }
    }

    /**
     * The reason for which a cluster cannot be patched under these rules, with every field that stands in
     * the way.
     */
    public static Optional<Unfit> unfit(RolloutRules rules, Cluster cluster) {
        Platform platform = cluster.platform();
        List<String> fields = Enforcement.brokenOn(platform, rules.asked()).stream()
                .map(Enforcement.Row::field)
                .filter(OF_THE_CALL::contains)
                .distinct()
                .toList();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = fields.stream()
                .map(field -> field + " (" + value(field, rules.deployment()) + ")")
                .toList();
        return Optional.of(new Unfit(
                platform.title().toLowerCase(Locale.ROOT) + "-terms",
                fields,
                "cluster " + cluster.name() + " is orchestrated by " + platform.title() + ", where the service "
                        + platform.pace() + ", so the policy's "
                        + String.join(", ", named) + " cannot be kept there",
                "give " + platform.title() + " clusters a policy without " + (fields.size() == 1 ? "it" : "these")
                        + ", in which /rollout/canary says which groups go first"));
    }

    private static String value(String field, DeploymentConfig deployment) {
        return switch (field) {
            case Enforcement.BATCH ->
                deployment.batch().map(PlatformTerms::size).orElseThrow();
            case Enforcement.ROLLBACK_BATCH ->
                deployment.rollbackBatch().map(PlatformTerms::size).orElseThrow();
            case Enforcement.WAIT -> deployment.waitSeconds().orElseThrow() + " s";
            default -> String.join(", ", deployment.alarms());
        };
    }

    private static String size(BatchSize batch) {
        return batch.value() + (batch.type().equals(BatchSize.CAPACITY_PERCENTAGE) ? " %" : " nodes");
    }
}
