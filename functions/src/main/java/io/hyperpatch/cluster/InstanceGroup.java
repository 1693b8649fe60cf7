package io.hyperpatch.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An instance group as DescribeCluster shows it.
 *
 * @param status as text: the service may learn more words
 * @param currentImageId on a rollback this and {@code desiredImageId} swap, so that they are equal proves nothing
 * @param targetStateCount how many nodes run the desired image
 * @param scheduledUpdate the expression of its native schedule
 * @param nextPatchDate when the service's own auto-patching comes next
 * @param activeUpdate the configuration of the update in effect: the place where our wire is seen
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">
 *     ClusterInstanceGroupDetails</a>
 */
public record InstanceGroup(
        String name,
        String instanceType,
        String status,
        int currentCount,
        int targetCount,
        Optional<Integer> minCount,
        Optional<String> currentImageId,
        Optional<String> desiredImageId,
        Optional<String> softwareUpdateStatus,
        Optional<Integer> targetStateCount,
        Optional<DeploymentConfig> activeUpdate,
        Optional<String> scheduledUpdate,
        Optional<String> autoPatchStrategy,
        Optional<Instant> nextPatchDate,
        Map<String, Integer> activeOperations,
        List<String> deepHealthChecks) {
    public InstanceGroup {
        Objects.requireNonNull(name, "name");
        activeOperations = Map.copyOf(activeOperations);
        deepHealthChecks = List.copyOf(deepHealthChecks);
    }

    /** A software update of this group has begun and has not ended. One just accepted may show no status yet. */
    public boolean updateUnderWay() {
        return softwareUpdateStatus.map(SoftwareUpdate::underWay).orElse(activeUpdate.isPresent());
    }

    public boolean scaling() {
        return activeOperations.getOrDefault("Scaling", 0) > 0;
    }
}
