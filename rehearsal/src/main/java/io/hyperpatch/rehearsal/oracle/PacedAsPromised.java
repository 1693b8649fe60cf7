package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The batches, waits and alarms of a policy in the request that is to keep them. */
final class PacedAsPromised {
    private static final String CONFIG = "/DeploymentConfig";

    private PacedAsPromised() {}

    /** The first promise of the policy that the request does not keep. */
    static Optional<String> wrong(PolicyView policy, JsonNode request, JsonNode cluster) {
        JsonNode config = request.at(CONFIG);
        if (!cluster.path("Orchestrator").has("Eks")) {
            boolean asked = policy.batch().isPresent()
                    || policy.rollbackBatch().isPresent()
                    || policy.waitSeconds() > 0
                    || !policy.alarms(cluster.path("ClusterName").asText()).isEmpty();
            return asked ? Optional.of("Slurm keeps none of the policy's batches, waits and alarms") : Optional.empty();
        }
        List<String> alarms = config.path("AutoRollbackConfiguration")
                .valueStream()
                .map(alarm -> alarm.path("AlarmName").asText())
                .toList();
        if (!alarms.containsAll(policy.alarms(cluster.path("ClusterName").asText()))) {
            return Optional.of("it lists the alarms " + alarms + ", not all of the policy's");
        }
        if (config.path("WaitIntervalInSeconds").asLong() != policy.waitSeconds()) {
            return Optional.of(
                    "it waits " + config.path("WaitIntervalInSeconds").asLong() + " s between batches, not "
                            + policy.waitSeconds());
        }
        JsonNode rolling = config.path("RollingUpdatePolicy");
        return differs("batch", policy.batch(), rolling.path("MaximumBatchSize"))
                .or(() -> differs("rollbackBatch", policy.rollbackBatch(), rolling.path("RollbackMaximumBatchSize")));
    }

    private static Optional<String> differs(String field, Optional<String> promised, JsonNode size) {
        String asked = size.isMissingNode()
                ? ""
                : size.path("Value").asText() + (size.path("Type").asText().equals("CAPACITY_PERCENTAGE") ? "%" : "");
        return promised.orElse("").equals(asked)
                ? Optional.empty()
                : Optional.of("its " + field + " is '" + asked + "', and the policy's '" + promised.orElse("") + "'");
    }
}
