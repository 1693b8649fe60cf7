package io.hyperpatch.rollout;

import io.hyperpatch.cluster.InstanceGroup;
import java.util.Set;

/**
 * The statuses of a group that may last, and in which the service takes no update of it: the policy says whether the cluster waits
 * for the group, or is patched without it.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">
 *     ClusterInstanceGroupDetails, Status</a>
 */
public final class Unready {
    private static final Set<String> STATUSES = Set.of("Failed", "Creating", "Deleting");

    private Unready() {}

    public static boolean is(InstanceGroup group) {
        return STATUSES.contains(group.status());
    }
}
