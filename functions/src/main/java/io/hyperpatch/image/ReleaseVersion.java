package io.hyperpatch.image;

import io.hyperpatch.cluster.Pin;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * The release version of a HyperPod-managed image. The same version is built for each supported Kubernetes
 * line; another major version may break workloads, by the service's own policy.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftwareInstanceGroupSpecification.html">
 *     ImageReleaseVersion</a>
 */
public record ReleaseVersion(BigInteger major, BigInteger minor, BigInteger patch)
        implements Comparable<ReleaseVersion> {
    private static final Comparator<ReleaseVersion> BY_NUMBERS = Comparator.comparing(ReleaseVersion::major)
            .thenComparing(ReleaseVersion::minor)
            .thenComparing(ReleaseVersion::patch);

    public ReleaseVersion {
        Objects.requireNonNull(major, "major");
        Objects.requireNonNull(minor, "minor");
        Objects.requireNonNull(patch, "patch");
    }

    /** Empty for a text that is none: it comes from outside. */
    public static Optional<ReleaseVersion> of(String text) {
        return Pin.Release.find(text).map(release -> {
            String[] numbers = release.text().split("[.]");
            return new ReleaseVersion(
                    new BigInteger(numbers[0]), new BigInteger(numbers[1]), new BigInteger(numbers[2]));
        });
    }

    /** The pin that names this version. */
    public Pin.Release pin() {
        return new Pin.Release(toString());
    }

    public boolean sameMajorAs(ReleaseVersion other) {
        return major.equals(other.major);
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        return BY_NUMBERS.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
