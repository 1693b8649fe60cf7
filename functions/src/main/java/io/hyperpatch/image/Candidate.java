package io.hyperpatch.image;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.platform.Platform;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One instance group and the image that it shall get, with all that the rules need to know.
 *
 * @param groupName as the run names it
 * @param group what the cluster shows of it; absent if it has no such group that could be updated
 * @param pin the text of the pin, as it came
 * @param image what EC2 shows of the pin
 * @param current what EC2 shows of the image that the group runs now
 * @param architectures those of the group's instance type; empty if EC2 does not know the type
 */
public record Candidate(
        ClusterArn cluster,
        Platform platform,
        String groupName,
        Optional<InstanceGroup> group,
        String pin,
        Optional<Image> image,
        Optional<Image> current,
        Set<String> architectures,
        ImageTerms terms,
        Instant now) {
    public Candidate {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(groupName, "groupName");
        Objects.requireNonNull(pin, "pin");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(now, "now");
        architectures = Set.copyOf(architectures);
    }

    /** The pin, read from its text; empty if that is none. */
    Optional<Pin> named() {
        return Pin.find(pin);
    }
}
