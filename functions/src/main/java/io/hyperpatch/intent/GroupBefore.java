package io.hyperpatch.intent;

import io.hyperpatch.cluster.InstanceGroup;
import java.util.Optional;

/** What a group was when the intent was planned: a later look compares with this, never with a clock. */
public record GroupBefore(
        Optional<String> currentImageId,
        Optional<String> desiredImageId,
        Optional<String> softwareUpdateStatus,
        Optional<Integer> targetStateCount,
        int currentCount,
        int targetCount) {

    public static GroupBefore of(InstanceGroup group) {
        return new GroupBefore(
                group.currentImageId(),
                group.desiredImageId(),
                group.softwareUpdateStatus(),
                group.targetStateCount(),
                group.currentCount(),
                group.targetCount());
    }

    /** Neither the images nor the status of software updates moved. Counts may: scaling and recovery change them too. */
    public boolean stillAsIn(InstanceGroup group) {
        return currentImageId.equals(group.currentImageId())
                && desiredImageId.equals(group.desiredImageId())
                && softwareUpdateStatus.equals(group.softwareUpdateStatus());
    }
}
