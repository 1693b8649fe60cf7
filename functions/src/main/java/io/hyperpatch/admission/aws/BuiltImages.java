package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.Tracked;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.text.Outside;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.imagebuilder.ImagebuilderClient;
import software.amazon.awssdk.services.imagebuilder.model.Ami;
import software.amazon.awssdk.services.imagebuilder.model.Image;
import software.amazon.awssdk.services.imagebuilder.model.ResourceNotFoundException;

/**
 * Finds the AMI that Image Builder has made, since its events do not name it.
 *
 * @see <a href="https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_GetImage.html">GetImage</a>
 */
public final class BuiltImages {
    private static final String AVAILABLE = "AVAILABLE";
    private static final Set<String> UNDER_WAY =
            Set.of("PENDING", "CREATING", "BUILDING", "TESTING", "DISTRIBUTING", "INTEGRATING");

    private final ImagebuilderClient imageBuilder;
    private final String region;

    /** @param region where the clusters run: an image that is distributed has another AMI in each region */
    public BuiltImages(ImagebuilderClient imageBuilder, String region) {
        this.imageBuilder = Objects.requireNonNull(imageBuilder);
        this.region = Objects.requireNonNull(region);
    }

    /**
     * Looks the newest build up.
     *
     * @param arn an image version's ARN; {@code x} in it means the newest
     * @param pointer to the track in the policy
     */
    public Tracked newest(String arn, String pointer) {
        try {
            return tracked(imageBuilder
                    .getImage(request -> request.imageBuildVersionArn(arn))
                    .image());
        } catch (ResourceNotFoundException absent) {
            return new Tracked.Nothing("the Image Builder image " + arn
                    + " does not exist or has no build; build it, or correct " + pointer + "/imageBuilder");
        }
    }

    private Tracked tracked(Image image) {
        String status = image.state() == null ? "" : image.state().statusAsString();
        if (UNDER_WAY.contains(status)) {
            return new Tracked.NotYet("the newest build, " + image.arn() + ", is " + status);
        }
        if (!AVAILABLE.equals(status)) {
            return new Tracked.Nothing("the newest build, " + image.arn() + ", is " + status + ", not " + AVAILABLE
                    + "; build the image again");
        }
        return amiHere(image)
                .map(ami -> tracked(image, ami.image()))
                .orElseGet(() -> new Tracked.Nothing("the newest build, " + image.arn() + ", has no AMI in " + region
                        + "; let its distribution settings name this region"));
    }

    private Tracked tracked(Image build, String imageId) {
        return Pin.Exact.find(imageId)
                .<Tracked>map(pin -> new Tracked.Ami(pin, Optional.empty()))
                .orElseGet(() -> new Tracked.Nothing("the newest build, " + build.arn() + ", names "
                        + Outside.quoted(imageId) + " in " + region + ", which is no AMI id; build the image again"));
    }

    /** Distribution copies an AMI into other accounts, too: the one of the image's own account goes first. */
    private Optional<Ami> amiHere(Image image) {
        if (image.outputResources() == null) {
            return Optional.empty();
        }
        return image.outputResources().amis().stream()
                .filter(ami -> region.equals(ami.region()) && ami.image() != null)
                .min((left, right) -> Boolean.compare(isForeign(image, left), isForeign(image, right)));
    }

    private static boolean isForeign(Image image, Ami ami) {
        return image.arn() != null && ami.accountId() != null && !image.arn().contains(":" + ami.accountId() + ":");
    }
}
