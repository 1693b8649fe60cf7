package io.hyperpatch.image;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images that differ only in when they were built, by their names: {@code HyperPod EKS 1.32 x86_64 AMI Amazon Linux 2023 2025080407} ends
 * in the stamp of its build. Kubernetes line, architecture and operating system stand before it, and so stay what they are.
 *
 * @param prefix all of the name but the stamp
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/hyperpod-custom-ami-how-to.html">public images of HyperPod</a>
 */
public record ImageFamily(String prefix) {
    /** A date at least; more digits, and what stands between them, may follow. */
    private static final Pattern STAMPED = Pattern.compile("(.*?[^0-9.])([0-9]{6,}[0-9TZ.:_-]*)");

    public ImageFamily {
        Objects.requireNonNull(prefix, "prefix");
    }

    /** Empty if the name does not end in a stamp: then nothing tells which images are newer ones of the same. */
    public static Optional<ImageFamily> of(String name) {
        Matcher stamped = STAMPED.matcher(name);
        return stamped.matches() ? Optional.of(new ImageFamily(stamped.group(1))) : Optional.empty();
    }

    /** Says whether an image of this name differs in its stamp at most. */
    public boolean has(String name) {
        return of(name).filter(this::equals).isPresent();
    }
}
