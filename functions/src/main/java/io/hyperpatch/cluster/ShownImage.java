package io.hyperpatch.cluster;

import java.util.Objects;
import java.util.Optional;

/**
 * An image as the service shows it on a group or on a node; both members may be absent.
 *
 * <p>Groups on a HyperPod-managed image show the text {@code default} in place of an id. That names no image: the same text stands
 * there before and after an update. So it never gets in here.
 *
 * @param id {@code ami-…}
 * @param releaseVersion {@code MAJOR.MINOR.PATCH} of a HyperPod-managed image
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">
 *     ClusterInstanceGroupDetails</a>
 */
public record ShownImage(Optional<String> id, Optional<String> releaseVersion) {
    /** Neither an id nor a version. */
    public static final ShownImage NONE = new ShownImage(Optional.empty(), Optional.empty());

    private static final String DEFAULT = "default";

    public ShownImage {
        id = id.filter(text -> !text.equals(DEFAULT));
        Objects.requireNonNull(releaseVersion, "releaseVersion");
    }

    /** An image of which only the id is shown. */
    public static ShownImage ofId(String id) {
        return new ShownImage(Optional.of(id), Optional.empty());
    }
}
