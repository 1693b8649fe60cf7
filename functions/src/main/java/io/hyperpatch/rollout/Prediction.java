package io.hyperpatch.rollout;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long an update is expected to take. Where nobody knows how the service paces it, the slower reading is taken: a
 * prediction that is too long costs patience, one that is too short an alarm about a run that is well.
 *
 * @param update the update itself, with its wait intervals
 * @param rollback the longest rollback that may follow
 */
public record Prediction(Duration update, Duration rollback) {
    public static final Prediction NOTHING = new Prediction(Duration.ZERO, Duration.ZERO);

    /** A node's replacement was seen to take 20 to 30 minutes; those of one batch go side by side. */
    public static final Duration REPLACEMENT = Duration.ofMinutes(30);

    /** An update of a group was seen to take 20 to 60 minutes, however small the group. */
    public static final Duration SHORTEST = Duration.ofMinutes(60);

    private static final int HUNDRED = 100;

    /** The update, and then its rollback. */
    public Duration worst() {
        return update.plus(rollback);
    }

    /** One after the other; at most one of the two is rolled back by the service, the longer one at worst. */
    public Prediction plus(Prediction next) {
        return new Prediction(
                update.plus(next.update), rollback.compareTo(next.rollback) < 0 ? next.rollback : rollback);
    }

    public static Prediction ofRun(List<Step> steps, Cluster cluster, DeploymentConfig deployment) {
        return steps.stream().map(step -> ofStep(step, cluster, deployment)).reduce(NOTHING, Prediction::plus);
    }

    /**
     * Whether the groups of one call are updated side by side is unknown, so they are counted one after the other; a
     * rollback then undoes all of them.
     */
    public static Prediction ofStep(Step step, Cluster cluster, DeploymentConfig deployment) {
        Duration update = Duration.ZERO;
        Duration rollback = Duration.ZERO;
        for (String name : step.groups()) {
            int nodes = cluster.group(name)
                    .map(InstanceGroup::targetCount)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "cluster " + cluster.name() + " has no instance group '" + name + "' to predict"));
            update = update.plus(updateOf(nodes, deployment));
            rollback = rollback.plus(rollbackOf(nodes, deployment));
        }
        return new Prediction(update, rollback);
    }

    /** A wait after each batch, the last one too: whether that one is baked is unknown. */
    private static Duration updateOf(int nodes, DeploymentConfig deployment) {
        Duration wait = Duration.ofSeconds(deployment.waitSeconds().orElse(0));
        return atLeastShortest(REPLACEMENT.plus(wait).multipliedBy(batches(nodes, deployment.batch())));
    }

    /** Without a batch of its own, a rollback is counted in the batches of the update. Nothing waits in it. */
    private static Duration rollbackOf(int nodes, DeploymentConfig deployment) {
        Optional<BatchSize> batch = deployment.rollbackBatch().or(deployment::batch);
        return atLeastShortest(REPLACEMENT.multipliedBy(batches(nodes, batch)));
    }

    private static Duration atLeastShortest(Duration duration) {
        return duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration;
    }

    private static long batches(int nodes, Optional<BatchSize> batch) {
        if (batch.isEmpty()) {
            return 1;
        }
        long size = sizeOf(batch.get(), nodes);
        return (nodes + size - 1) / size;
    }

    /**
     * The nodes of one batch. The base of a percentage is unknown, the group or the cluster, and so is its rounding: the
     * group, rounded down but to no less than one node, gives the smallest batches. A type that the product does not
     * know counts as one node at a time.
     */
    private static long sizeOf(BatchSize batch, int nodes) {
        return switch (batch.type()) {
            case BatchSize.INSTANCE_COUNT -> batch.value();
            case BatchSize.CAPACITY_PERCENTAGE -> Math.max(1, (long) nodes * batch.value() / HUNDRED);
            default -> 1;
        };
    }
}
