package io.hyperpatch.image;

import java.util.regex.Pattern;

/**
 * What UpdateClusterSoftware takes as ImageId.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware</a>
 */
public final class Pin {
    /** The service chooses the latest image of its own. */
    public static final String DEFAULT = "default";

    private static final Pattern AMI = Pattern.compile("ami-[0-9a-fA-F]{8,17}");

    private Pin() {}

    public static boolean isDefault(String pin) {
        return DEFAULT.equals(pin);
    }

    public static boolean isImageId(String pin) {
        return AMI.matcher(pin).matches();
    }
}
