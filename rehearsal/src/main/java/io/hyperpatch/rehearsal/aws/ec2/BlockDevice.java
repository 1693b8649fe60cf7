package io.hyperpatch.rehearsal.aws.ec2;

import java.util.Objects;

/**
 * One EBS volume of an image.
 *
 * @param deviceName {@code /dev/xvda} if left out
 * @param snapshotId made up from the device if left out
 * @param volumeSize in GiB; 100 if left out
 */
public record BlockDevice(String deviceName, String snapshotId, boolean encrypted, Integer volumeSize) {

    public static final BlockDevice ROOT = new BlockDevice(null, null, false, null);

    public BlockDevice {
        deviceName = Objects.requireNonNullElse(deviceName, "/dev/xvda");
        snapshotId =
                Objects.requireNonNullElse(snapshotId, "snap-%017x".formatted(deviceName.hashCode() & 0xFFFFFFFFL));
        volumeSize = Objects.requireNonNullElse(volumeSize, 100);
    }
}
