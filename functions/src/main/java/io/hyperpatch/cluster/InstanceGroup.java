package io.hyperpatch.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An instance group as DescribeCluster shows it.
 *
 * @param instanceType of a flexible group all that it may have, {@code ", "} between them
 * @param status as text: the service may learn more words
 * @param currentImage on a rollback this and {@code desiredImage} swap, so that they are equal proves nothing
 * @param imageVersionStatus UpToDate, UpdateAvailable, SecurityUpdateRequired or EndOfLife; it was seen to flap between readings
 * @param targetStateCount how many nodes run the desired image
 * @param scheduledUpdate the expression of its native schedule
 * @param nextPatchDate when the service's own auto-patching comes next
 * @param activeUpdate the configuration of the update in effect: the place where our wire is seen
 * @param executionRole the ARN of the role that its nodes take, and that the service watches alarms as
 * @param statusMeansAnEnd earlier readings tell that its status of software updates, which nobody knows, means an end; one reading
 *     alone never does
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
        ShownImage currentImage,
        ShownImage desiredImage,
        Optional<String> imageVersionStatus,
        Optional<String> softwareUpdateStatus,
        Optional<Integer> targetStateCount,
        Optional<DeploymentConfig> activeUpdate,
        Optional<String> scheduledUpdate,
        Optional<String> autoPatchStrategy,
        Optional<Instant> nextPatchDate,
        Map<String, Integer> activeOperations,
        List<String> deepHealthChecks,
        Optional<String> executionRole,
        boolean statusMeansAnEnd) {
    public InstanceGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(currentImage, "currentImage");
        Objects.requireNonNull(desiredImage, "desiredImage");
        activeOperations = Map.copyOf(activeOperations);
        deepHealthChecks = List.copyOf(deepHealthChecks);
        Objects.requireNonNull(executionRole, "executionRole");
    }

    /** The types of its instances: one, or those of a flexible group; none where the service shows none. */
    public List<String> instanceTypes() {
        return instanceType.isBlank() ? List.of() : List.of(instanceType.split(", "));
    }

    /** The id of the image that the group runs, where the service shows one. */
    public Optional<String> currentImageId() {
        return currentImage.id();
    }

    /** The id of the image that the group is to run, where the service shows one. */
    public Optional<String> desiredImageId() {
        return desiredImage.id();
    }

    /** A software update of this group has begun and has not ended. One just accepted may show no status yet. */
    public boolean updateUnderWay() {
        return !statusMeansAnEnd
                && softwareUpdateStatus.map(SoftwareUpdate::underWay).orElse(activeUpdate.isPresent());
    }

    /** The same reading, by the light of earlier ones: its status means an end. */
    public InstanceGroup atAnEnd() {
        return new InstanceGroup(
                name,
                instanceType,
                status,
                currentCount,
                targetCount,
                minCount,
                currentImage,
                desiredImage,
                imageVersionStatus,
                softwareUpdateStatus,
                targetStateCount,
                activeUpdate,
                scheduledUpdate,
                autoPatchStrategy,
                nextPatchDate,
                activeOperations,
                deepHealthChecks,
                executionRole,
                true);
    }

    /** It holds no node and shall hold none. Both counts: a group that is being emptied is not empty yet. */
    public boolean isEmpty() {
        return targetCount == 0 && currentCount == 0;
    }

    public boolean scaling() {
        return activeOperations.getOrDefault("Scaling", 0) > 0;
    }
}
