package io.hyperpatch.readiness;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.SoftwareUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a group shows and that only a second reading explains.
 *
 * @param shown it as a text: two readings agree if their texts do
 */
record Oddity(String group, Kind kind, String shown) {
    enum Kind {
        /** Fewer nodes than it shall have, and its minimum met. */
        SHORTAGE,
        /** A software update status that nobody knows, with nothing else that shows an update. */
        STATUS
    }

    private static final String CONTINUOUS = "Continuous";
    private static final String IN_SERVICE = "InService";

    static List<Oddity> of(Cluster cluster) {
        List<Oddity> oddities = new ArrayList<>();
        for (InstanceGroup group : cluster.groups()) {
            if (shortage(cluster, group)) {
                oddities.add(new Oddity(group.name(), Kind.SHORTAGE, group.currentCount() + "/" + group.targetCount()));
            }
            if (unexplained(group)) {
                oddities.add(new Oddity(
                        group.name(), Kind.STATUS, group.softwareUpdateStatus().orElseThrow()));
            }
        }
        return oddities;
    }

    /**
     * Only a cluster that provisions continuously goes on without all of its nodes, once the group's minimum is there.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-scaling-eks.html">Continuous
     *     provisioning</a>
     */
    static boolean shortage(Cluster cluster, InstanceGroup group) {
        return cluster.nodeProvisioningMode().filter(CONTINUOUS::equals).isPresent()
                && group.currentCount() < group.targetCount()
                && group.currentCount() >= group.minCount().orElse(0);
    }

    /** A group that the service may patch by itself could be at it: its status stays a reason to wait. */
    static boolean unexplained(InstanceGroup group) {
        return group.softwareUpdateStatus()
                        .filter(status -> !SoftwareUpdate.known(status))
                        .isPresent()
                && group.status().equals(IN_SERVICE)
                && group.activeUpdate().isEmpty()
                && group.autoPatchStrategy().isEmpty()
                && group.nextPatchDate().isEmpty();
    }
}
