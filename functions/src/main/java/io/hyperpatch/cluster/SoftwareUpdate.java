package io.hyperpatch.cluster;

import java.util.Set;

/**
 * The words of SoftwareUpdateStatus.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">
 *     ClusterInstanceGroupDetails</a>
 */
public final class SoftwareUpdate {
    public static final String SUCCEEDED = "Succeeded";
    public static final String FAILED = "Failed";
    public static final String ROLLBACK_COMPLETE = "RollbackComplete";
    public static final String ROLLBACK_IN_PROGRESS = "RollbackInProgress";

    /** The words of the service's enumeration for an update that goes on. */
    private static final Set<String> AT_WORK = Set.of("Pending", "InProgress", ROLLBACK_IN_PROGRESS);

    private static final Set<String> TERMINAL = Set.of(SUCCEEDED, FAILED, ROLLBACK_COMPLETE);

    private SoftwareUpdate() {}

    /** A word that the service's enumeration had when this product was made. */
    public static boolean known(String status) {
        return TERMINAL.contains(status) || AT_WORK.contains(status);
    }

    /** Every word that is not known to be an end counts as under way: to wait is safe, to begin another update is not. */
    public static boolean underWay(String status) {
        return !TERMINAL.contains(status);
    }

    /** The update is over and was undone, or failed. */
    public static boolean undone(String status) {
        return status.equals(ROLLBACK_COMPLETE) || status.equals(FAILED);
    }
}
