package io.hyperpatch.rehearsal.twin;

import java.util.Objects;
import java.util.Set;

/**
 * Which images are HyperPod's own; every other image counts as a custom AMI.
 *
 * @param defaultImage what {@code default} stands for; may equal the image that a group runs
 * @param publicImages further public HyperPod AMIs
 */
public record Images(String defaultImage, Set<String> publicImages) {

    public static final Images DEFAULT = new Images(null, null);

    public Images {
        defaultImage = Objects.requireNonNullElse(defaultImage, "ami-0defa017000000001");
        publicImages = publicImages == null ? Set.of() : Set.copyOf(publicImages);
    }
}
