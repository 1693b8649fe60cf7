package io.hyperpatch.rollout;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.SoftwareUpdate;
import io.hyperpatch.intent.Intent;
import java.util.List;

/**
 * The first sight of a rollback by the service: what it takes back was not fit for the group, whatever becomes of
 * the rest. The update is known to be ours, or nothing follows from it.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">
 *     ClusterInstanceGroupDetails, SoftwareUpdateStatus</a>
 */
public final class RollbackSeen {
    private RollbackSeen() {}

    /** The groups that a look sees on their way back, or back already, while the update goes on. */
    public static List<InstanceGroup> groups(Finding finding, Sight sight) {
        return finding instanceof Finding.InFlight inFlight && isOurs(inFlight.intent(), sight)
                ? sight.groups(inFlight.intent()).stream()
                        .filter(group -> goesBack(inFlight.intent(), group))
                        .toList()
                : List.of();
    }

    private static boolean isOurs(Intent intent, Sight sight) {
        return intent.othersAt().isEmpty() && !sight.overtaken(intent);
    }

    private static boolean goesBack(Intent intent, InstanceGroup group) {
        boolean anothers =
                intent.ownership().marksUpdates() && group.activeUpdate().isPresent() && !intent.marks(group);
        return !anothers
                && group.softwareUpdateStatus()
                        .filter(status -> status.equals(SoftwareUpdate.ROLLBACK_IN_PROGRESS)
                                || status.equals(SoftwareUpdate.ROLLBACK_COMPLETE) && !wasBack(intent, group.name()))
                        .isPresent();
    }

    /** It shows the end of an earlier rollback until its turn in this update comes. */
    private static boolean wasBack(Intent intent, String group) {
        return intent.before()
                .get(group)
                .softwareUpdateStatus()
                .filter(SoftwareUpdate.ROLLBACK_COMPLETE::equals)
                .isPresent();
    }
}
