package io.hyperpatch.admission;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.ImageAge;
import io.hyperpatch.image.ImageFamily;
import io.hyperpatch.image.ReleaseVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses HyperPod's newest image for one group, by what the group shows: a release version leads to a newer one of the same major, a public
 * image to the newest of its name family, and whatever shows neither to {@code default}. Never to another operating system, Kubernetes
 * line or architecture by a guess of ours.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">UpdateClusterSoftware</a>
 */
public final class Latest {
    static final String UP_TO_DATE = "UpToDate";

    private static final Comparator<Image> BY_AGE = Comparator.comparing(
                    (Image image) -> image.creationDate().orElse(Instant.MIN))
            .thenComparing(Image::id);

    private final Readings readings;
    private final boolean allowDeprecated;
    private final Instant now;

    /** The knowledge beyond the group itself; each piece is asked for only when it is needed. */
    public interface Readings {
        /** The version status that counts: one that several readings agreed on, since single ones flap. */
        Optional<String> versionStatus(InstanceGroup group);

        /** The versions that groups of the policy's clusters with the same orchestrator show. */
        Collection<ReleaseVersion> versions();

        /** When a group was first seen to show this version. */
        Instant firstSeen(ReleaseVersion version);

        Optional<Image> image(String id);

        /** The available images of amazon whose names begin like those of the family. */
        List<Image> family(ImageFamily family);

        /** The values of the public parameters that name images for groups such as this one. */
        Collection<String> publicParameters(InstanceGroup group);

        /** The stand-in for {@code default} where nothing names the image. */
        String standingIdentity(InstanceGroup group);
    }

    /** @param allowDeprecated whether the policy takes an image past its deprecation time */
    public Latest(Readings readings, boolean allowDeprecated, Instant now) {
        this.readings = Objects.requireNonNull(readings);
        this.allowDeprecated = allowDeprecated;
        this.now = Objects.requireNonNull(now);
    }

    /** Returns true for a group that shows nothing: its newest image is {@code default}, whose age nobody can tell. */
    public static boolean hasNoAge(InstanceGroup group) {
        return !group.currentImage().isShown();
    }

    public GroupImage.Pinned of(InstanceGroup group) {
        return byVersion(group).or(() -> byFamily(group)).orElseGet(() -> byDefault(group));
    }

    /** Empty if no version is shown, or if an update is available and nothing names its version. */
    private Optional<GroupImage.Pinned> byVersion(InstanceGroup group) {
        return version(group.currentImage()).flatMap(current -> {
            boolean upToDate =
                    readings.versionStatus(group).filter(UP_TO_DATE::equals).isPresent();
            // The service says that nothing newer is there for this group; others may show what is not built for it.
            Stream<ReleaseVersion> others = upToDate ? Stream.empty() : readings.versions().stream();
            ReleaseVersion newest = Stream.concat(others, version(group.desiredImage()).stream())
                    .filter(version -> version.sameMajorAs(current) && version.compareTo(current) > 0)
                    .max(Comparator.naturalOrder())
                    .orElse(current);
            if (newest.equals(current)) {
                return upToDate ? Optional.of(installed(current.pin(), group, "is " + UP_TO_DATE)) : Optional.empty();
            }
            return Optional.of(new GroupImage.Pinned(
                    newest.pin(),
                    Optional.of(new ImageAge.Since(
                            "release version " + newest, readings.firstSeen(newest), "was first seen at")),
                    group.name() + " shows release version " + current + ", and " + newest
                            + " is the newest of the same major that is shown"));
        });
    }

    private static Optional<ReleaseVersion> version(ShownImage shown) {
        return shown.releaseVersion().flatMap(ReleaseVersion::of);
    }

    /** Empty if no public image is shown, if its name tells no family, or if the family has nothing left to install. */
    private Optional<GroupImage.Pinned> byFamily(InstanceGroup group) {
        return group.currentImageId()
                .flatMap(readings::image)
                .filter(Image::ownedByAmazon)
                .flatMap(current -> ImageFamily.of(current.name()).flatMap(family -> newest(group, current, family)));
    }

    private Optional<GroupImage.Pinned> newest(InstanceGroup group, Image current, ImageFamily family) {
        Optional<Image> newer = readings.family(family).stream()
                .filter(image -> image.ownedByAmazon() && image.available() && family.has(image.name()))
                .filter(image -> image.architecture().equals(current.architecture()))
                .filter(image -> allowDeprecated || !image.deprecatedAt(now))
                .filter(image -> BY_AGE.compare(image, current) > 0)
                .max(BY_AGE);
        String named = "the newest public image named " + family.prefix() + "…";
        if (newer.isPresent()) {
            return newer.flatMap(image -> Pin.Exact.find(image.id()))
                    .map(pin -> GroupImage.of(
                            pin,
                            newer,
                            group.name() + " shows " + current.id() + ", and " + pin.text() + " is " + named));
        }
        return allowDeprecated || !current.deprecatedAt(now)
                ? Pin.Exact.find(current.id()).map(pin -> installed(pin, group, "is " + named))
                : Optional.empty();
    }

    private static GroupImage.Pinned installed(Pin pin, InstanceGroup group, String why) {
        return new GroupImage.Pinned(
                pin, Optional.of(new ImageAge.Installed()), group.name() + " shows " + pin.text() + ", which " + why);
    }

    private GroupImage.Pinned byDefault(InstanceGroup group) {
        List<String> images =
                readings.publicParameters(group).stream().distinct().toList();
        String what = images.size() == 1 ? images.getFirst() : readings.standingIdentity(group);
        return new GroupImage.Pinned(
                new Pin.Newest(Optional.of(what)),
                Optional.of(new ImageAge.NotKnowable("it " + shows(group)
                        + ", and the service tells neither which image 'default' stands for nor when it was built")),
                group.name() + " " + shows(group) + ", so the service chooses");
    }

    private static String shows(InstanceGroup group) {
        return group.currentImage()
                .releaseVersion()
                .map(version -> "shows release version " + version + " and nothing names a newer one")
                .or(() -> group.currentImageId().map(id -> "shows " + id + ", which leads to no newer public image"))
                .orElse("shows neither a release version nor an image");
    }
}
