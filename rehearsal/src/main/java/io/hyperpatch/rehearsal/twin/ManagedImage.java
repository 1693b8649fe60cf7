package io.hyperpatch.rehearsal.twin;

import java.time.Duration;
import java.util.Objects;

/**
 * An image that HyperPod manages, as its public AMI.
 *
 * @param releaseVersion {@code MAJOR.MINOR.PATCH}
 * @param name of its public AMI: a name family, then digits
 * @param architecture x86_64 or arm64
 * @param age how long before the start of a rehearsal it was released
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/hyperpod-custom-ami-how-to.html">public HyperPod AMIs</a>
 */
public record ManagedImage(String id, ReleaseVersion releaseVersion, String name, String architecture, Duration age) {
    public ManagedImage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(releaseVersion, "releaseVersion");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(age, "age");
    }
}
