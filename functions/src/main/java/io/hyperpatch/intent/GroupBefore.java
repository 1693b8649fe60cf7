package io.hyperpatch.intent;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.ShownImage;
import java.util.Optional;

/**
 * The state of a group when the intent was planned: a later look compares with this, never with a clock.
 *
 * @param currentVersion the release version of its image, where one is shown
 * @param desiredVersion likewise
 */
public record GroupBefore(
        Optional<String> currentImageId,
        Optional<String> currentVersion,
        Optional<String> desiredImageId,
        Optional<String> desiredVersion,
        Optional<String> softwareUpdateStatus,
        Optional<Integer> targetStateCount,
        int currentCount,
        int targetCount) {

    public static GroupBefore of(InstanceGroup group) {
        return new GroupBefore(
                group.currentImage().id(),
                group.currentImage().releaseVersion(),
                group.desiredImage().id(),
                group.desiredImage().releaseVersion(),
                group.softwareUpdateStatus(),
                group.targetStateCount(),
                group.currentCount(),
                group.targetCount());
    }

    public ShownImage currentImage() {
        return new ShownImage(currentImageId, currentVersion);
    }

    public ShownImage desiredImage() {
        return new ShownImage(desiredImageId, desiredVersion);
    }

    /**
     * Neither the images nor the status of software updates moved. Counts may: scaling and recovery change them too. Where the service
     * shows no image, an update may have come and gone all the same: then the nodes' update times and the sightings decide.
     */
    public boolean stillAsIn(InstanceGroup group) {
        return currentImage().equals(group.currentImage())
                && desiredImage().equals(group.desiredImage())
                && softwareUpdateStatus.equals(group.softwareUpdateStatus());
    }

    /** How many nodes it was short of its target: those are not waited for. */
    public int shortage() {
        return Math.max(0, targetCount - currentCount);
    }
}
