package io.hyperpatch.rehearsal.twin;

import java.util.Objects;
import java.util.Set;

/**
 * Which images are HyperPod's own; every other image counts as a custom AMI.
 *
 * @param defaultImage what {@code default} stands for; may equal the image that a group runs
 * @param publicImages further public HyperPod AMIs
 * @param failing images on which the lifecycle script of every node fails, at every attempt
 */
public record Images(String defaultImage, Set<String> publicImages, Set<String> failing) {

    public static final Images DEFAULT = new Images(null, null, null);

    public Images {
        defaultImage = Objects.requireNonNullElse(defaultImage, "ami-0defa017000000001");
        publicImages = publicImages == null ? Set.of() : Set.copyOf(publicImages);
        failing = failing == null ? Set.of() : Set.copyOf(failing);
    }
}
