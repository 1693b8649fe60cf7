package io.hyperpatch.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import java.util.Optional;

/**
 * An image as the service shows it on a group or on a node; both members may be absent.
 *
 * <p>Groups on a HyperPod-managed image show the text {@code default} in place of an id. That names no
 * image: the same text stands there before and after an update. So it never gets in here.
 *
 * @param id {@code ami-…}
 * @param releaseVersion {@code MAJOR.MINOR.PATCH} of a HyperPod-managed image
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">
 *     ClusterInstanceGroupDetails</a>
 */
public record ShownImage(Optional<String> id, Optional<String> releaseVersion) {
    /** Neither an id nor a version. */
    public static final ShownImage NONE = new ShownImage(Optional.empty(), Optional.empty());

    public ShownImage {
        id = id.filter(text -> !text.equals(Pin.DEFAULT));
        Objects.requireNonNull(releaseVersion, "releaseVersion");
    }

    /** An image of which only the id is shown. */
    public static ShownImage ofId(String id) {
        return new ShownImage(Optional.of(id), Optional.empty());
    }

    /** The image that a pin names; {@link #NONE} for the newest of the service, which names none. */
    public static ShownImage ofPin(Pin pin) {
        return switch (pin) {
            case Pin.Exact exact -> ofId(exact.text());
            case Pin.Release release -> ofVersion(release.text());
            case Pin.Newest newest -> NONE;
        };
    }

    /** The image of which this was the {@link #text}. */
    public static ShownImage ofText(String text) {
        return Pin.Release.find(text).isPresent() ? ofVersion(text) : ofId(text);
    }

    private static ShownImage ofVersion(String version) {
        return new ShownImage(Optional.empty(), Optional.of(version));
    }

    /** Something is shown that tells images apart. */
    @JsonIgnore
    public boolean isShown() {
        return id.isPresent() || releaseVersion.isPresent();
    }

    /** Both readings show the same image: by their ids where both have one, else by their versions. */
    public boolean sameAs(ShownImage other) {
        return comparable(other) && equal(other);
    }

    /**
     * The two readings show different images. Of a reading that shows nothing, neither this nor {@link
     * #sameAs} holds.
     */
    public boolean differsFrom(ShownImage other) {
        return comparable(other) && !equal(other);
    }

    private boolean comparable(ShownImage other) {
        return byId(other) || releaseVersion.isPresent() && other.releaseVersion.isPresent();
    }

    private boolean equal(ShownImage other) {
        return byId(other) ? id.equals(other.id) : releaseVersion.equals(other.releaseVersion);
    }

    private boolean byId(ShownImage other) {
        return id.isPresent() && other.id.isPresent();
    }

    /** The id, else the version, for people. */
    public Optional<String> text() {
        return id.or(() -> releaseVersion);
    }
}
