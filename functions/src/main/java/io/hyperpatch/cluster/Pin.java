package io.hyperpatch.cluster;

import java.util.regex.Pattern;

/**
 * The text of a pin: what UpdateClusterSoftware is asked to bring a group to. It is an image id ({@code ami-…}), {@code default}, or the
 * release version of a HyperPod-managed image ({@code MAJOR.MINOR.PATCH}), which the call names as ImageReleaseVersion of each group.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware</a>
 */
public final class Pin {
    /** The service chooses the latest image of its own. */
    public static final String DEFAULT = "default";

    private static final int LONGEST_VERSION = 64;
    private static final Pattern AMI = Pattern.compile("ami-[0-9a-fA-F]{8,17}");
    private static final Pattern RELEASE_VERSION = Pattern.compile("[0-9]+[.][0-9]+[.][0-9]+");

    private Pin() {}

    public static boolean isDefault(String pin) {
        return DEFAULT.equals(pin);
    }

    public static boolean isImageId(String pin) {
        return AMI.matcher(pin).matches();
    }

    public static boolean isReleaseVersion(String pin) {
        return pin.length() <= LONGEST_VERSION && RELEASE_VERSION.matcher(pin).matches();
    }
}
