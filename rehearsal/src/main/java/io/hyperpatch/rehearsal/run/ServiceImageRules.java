package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.aws.ec2.Image;
import java.util.Optional;

/**
 * What HyperPod itself asks of a custom AMI.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware, ImageId</a>
 */
final class ServiceImageRules {
    private ServiceImageRules() {}

    static Optional<String> refusal(Image image, String account) {
        if (!image.ownerId().equals(account) && image.imageOwnerAlias().isEmpty()) {
            return Optional.of("The image '" + image.imageId() + "' is not owned by account " + account + ".");
        }
        if (!image.state().equals("available")) {
            return Optional.of("The image '" + image.imageId() + "' is " + image.state() + ".");
        }
        if (image.blockDevices().size() > 1) {
            return Optional.of("The image '" + image.imageId() + "' has more than the primary snapshot volume.");
        }
        return image.blockDevices().stream().anyMatch(device -> device.encrypted())
                ? Optional.of("The image '" + image.imageId() + "' is encrypted.")
                : Optional.empty();
    }
}
