package io.hyperpatch.report;

import java.util.Objects;
import java.util.Optional;

/**
 * An instance group of the cluster for which the run chose no image.
 *
 * @param nodes how many it has now
 * @param image the one that it shows
 * @param why the end of a sentence that begins with the group's name
 */
public record UntouchedGroup(
        String name, String instanceType, int nodes, Optional<String> image, GroupStanding standing, String why) {
    public UntouchedGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(instanceType, "instanceType");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(why, "why");
    }
}
