package io.hyperpatch.cluster;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A HyperPod cluster as one DescribeCluster shows it.
 *
 * @param status as text: the service may learn more words
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeCluster.html">DescribeCluster</a>
 */
public record Cluster(
        ClusterArn arn,
        String name,
        String status,
        Optional<String> failureMessage,
        Orchestrator orchestrator,
        Optional<String> nodeProvisioningMode,
        List<InstanceGroup> groups,
        List<RestrictedGroup> restrictedGroups) {
    public Cluster {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        groups = List.copyOf(groups);
        restrictedGroups = List.copyOf(restrictedGroups);
    }

    /** The same reading with other words about its groups. */
    public Cluster with(List<InstanceGroup> others) {
        return new Cluster(
                arn, name, status, failureMessage, orchestrator, nodeProvisioningMode, others, restrictedGroups);
    }

    public Optional<InstanceGroup> group(String groupName) {
        return groups.stream().filter(group -> group.name().equals(groupName)).findFirst();
    }
}
