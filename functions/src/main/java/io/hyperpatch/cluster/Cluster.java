package io.hyperpatch.cluster;

import io.hyperpatch.platform.Platform;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster as one reading shows it.
 *
 * @param status as text: the service may learn more words
 * @param platform what the service can do there
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeCluster.html">DescribeCluster, the reading of a
 *     HyperPod cluster</a>
 */
public record Cluster(
        ClusterArn arn,
        String name,
        String status,
        Optional<String> failureMessage,
        Platform platform,
        Optional<String> nodeProvisioningMode,
        List<InstanceGroup> groups,
        List<RestrictedGroup> restrictedGroups) {
    public Cluster {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(platform, "platform");
        groups = List.copyOf(groups);
        restrictedGroups = List.copyOf(restrictedGroups);
    }

    /** The same reading with other words about its groups. */
    public Cluster with(List<InstanceGroup> others) {
        return new Cluster(arn, name, status, failureMessage, platform, nodeProvisioningMode, others, restrictedGroups);
    }

    public Optional<InstanceGroup> group(String groupName) {
        return groups.stream().filter(group -> group.name().equals(groupName)).findFirst();
    }
}
