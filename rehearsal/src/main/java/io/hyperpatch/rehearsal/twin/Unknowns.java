package io.hyperpatch.rehearsal.twin;

import java.time.Duration;
import java.util.Objects;

/**
 * A switch for everything about UpdateClusterSoftware that nobody could establish; each may be left out.
 *
 * @param slurmAlarms whether Slurm accepts AutoRollbackConfiguration and shows it (default: accepted, not shown)
 * @param activeConfigAppearsAfter from the end of settling until ActiveSoftwareUpdateConfig is shown (default 0)
 * @param activeConfigStays whether ActiveSoftwareUpdateConfig is still shown after the end (default false)
 * @param percentageBase of what CAPACITY_PERCENTAGE is a percentage (default: of the group)
 * @param percentageRounding how it is rounded; at least one node in any case (default: up)
 * @param percentageAboveHundred whether a CAPACITY_PERCENTAGE above 100 is accepted (default true)
 * @param groupsOfOneCall whether the groups of one call are updated in parallel (default) or one after another
 * @param finishedGroupsRolledBack whether finished groups roll back when another of the same call fails (default false)
 * @param callsPerSecond more calls than this within a second are throttled (default: no limit)
 * @param conflictScope what must be free of an update for a call to be accepted (default: the cluster)
 * @param scalingConflicts whether a call meets ConflictException while a target group is scaling (default true)
 * @param alarmAtStartRefused whether a call is refused while one of its alarms is in ALARM (default false)
 * @param lastBatchBaked whether a wait interval follows the last, or only, batch (default false)
 * @param unreadableAlarmFailsClosed whether a failure to evaluate alarms rolls back (default true)
 * @param rollbackStopsWhenAlarmRecovers whether the update goes on when the alarm recovers (default false)
 * @param succeededWithSkippedNodes whether Succeeded, not Failed, is reported with skipped nodes (default true)
 * @param skippedNodesRetried whether a call with the image that a group is on updates the nodes left behind (default true)
 * @param nothingToDoShown whether a call that finds nothing to do is shown all the same: as an update that succeeds (default false)
 * @param clusterStatusDuringUpdate on clusters that are not Continuous (default SystemUpdating)
 * @param clusterStatusDuringContinuousUpdate on Continuous clusters (default InService)
 * @param clusterStatusDuringRollback left out: as during the update
 * @param groupStatusDuringUpdate the group's own Status (default SystemUpdating)
 * @param pendingShown whether SoftwareUpdateStatus goes through Pending, or is absent until InProgress (default true)
 * @param nodesShowImageCopy whether nodes show a service-side copy as DesiredImageId during an update (default true)
 * @param downgradeAccepted whether a group may go back to an image that it ran before (default true)
 * @param secondaryVolumesSurvive whether secondary volumes outlive a root volume replacement (default true)
 * @param imagesShown how groups and nodes show their image (default: each group as its document shows it)
 * @param versionStatusFlaps whether two of twenty readings show a wrong ImageVersionStatus (default false)
 * @param clusterStatusAfterFailedRollback what a rollback that left nodes in FailedMaintenance leaves (default: as before it)
 * @param versionBesideImageId what a call with both an ImageId and an ImageReleaseVersion meets (default: it is refused)
 * @param nodeListLag by how much ListClusterNodes and DescribeClusterNode lag behind DescribeCluster (default 0)
 */
public record Unknowns(
        SlurmAlarms slurmAlarms,
        Duration activeConfigAppearsAfter,
        Boolean activeConfigStays,
        PercentageBase percentageBase,
        PercentageRounding percentageRounding,
        Boolean percentageAboveHundred,
        GroupsOfOneCall groupsOfOneCall,
        Boolean finishedGroupsRolledBack,
        Integer callsPerSecond,
        ConflictScope conflictScope,
        Boolean scalingConflicts,
        Boolean alarmAtStartRefused,
        Boolean lastBatchBaked,
        Boolean unreadableAlarmFailsClosed,
        Boolean rollbackStopsWhenAlarmRecovers,
        Boolean succeededWithSkippedNodes,
        Boolean skippedNodesRetried,
        Boolean nothingToDoShown,
        String clusterStatusDuringUpdate,
        String clusterStatusDuringContinuousUpdate,
        String clusterStatusDuringRollback,
        String groupStatusDuringUpdate,
        Boolean pendingShown,
        Boolean nodesShowImageCopy,
        Boolean downgradeAccepted,
        Boolean secondaryVolumesSurvive,
        Duration nodeListLag,
        ImagesShown imagesShown,
        Boolean versionStatusFlaps,
        VersionBesideImageId versionBesideImageId,
        String clusterStatusAfterFailedRollback) {

    public enum SlurmAlarms {
        REFUSED,
        ACCEPTED_AND_HIDDEN,
        ACCEPTED_AND_SHOWN
    }

    public enum PercentageBase {
        GROUP,
        CLUSTER
    }

    public enum PercentageRounding {
        UP,
        DOWN
    }

    public enum GroupsOfOneCall {
        PARALLEL,
        ONE_AFTER_ANOTHER
    }

    public enum ConflictScope {
        CLUSTER,
        GROUP
    }

    /** The four shapes in which accounts were seen to show images. */
    public enum ImagesShown {
        /** Image ids. */
        IDS,
        /** The text {@code default}, as long as a group runs an image of HyperPod's own. */
        DEFAULT,
        /** Nothing: neither an id nor a version. */
        NONE,
        /** The text {@code default}, and release versions on every other group. */
        VERSIONS
    }

    public enum VersionBesideImageId {
        REFUSED,
        VERSION_COUNTS,
        IMAGE_COUNTS
    }

    public static final Unknowns DEFAULT = new Unknowns(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null, null);

    public Unknowns {
        slurmAlarms = Objects.requireNonNullElse(slurmAlarms, SlurmAlarms.ACCEPTED_AND_HIDDEN);
        activeConfigAppearsAfter = Objects.requireNonNullElse(activeConfigAppearsAfter, Duration.ZERO);
        activeConfigStays = Objects.requireNonNullElse(activeConfigStays, false);
        percentageBase = Objects.requireNonNullElse(percentageBase, PercentageBase.GROUP);
        percentageRounding = Objects.requireNonNullElse(percentageRounding, PercentageRounding.UP);
        percentageAboveHundred = Objects.requireNonNullElse(percentageAboveHundred, true);
        groupsOfOneCall = Objects.requireNonNullElse(groupsOfOneCall, GroupsOfOneCall.PARALLEL);
        finishedGroupsRolledBack = Objects.requireNonNullElse(finishedGroupsRolledBack, false);
        conflictScope = Objects.requireNonNullElse(conflictScope, ConflictScope.CLUSTER);
        scalingConflicts = Objects.requireNonNullElse(scalingConflicts, true);
        alarmAtStartRefused = Objects.requireNonNullElse(alarmAtStartRefused, false);
        lastBatchBaked = Objects.requireNonNullElse(lastBatchBaked, false);
        unreadableAlarmFailsClosed = Objects.requireNonNullElse(unreadableAlarmFailsClosed, true);
        rollbackStopsWhenAlarmRecovers = Objects.requireNonNullElse(rollbackStopsWhenAlarmRecovers, false);
        succeededWithSkippedNodes = Objects.requireNonNullElse(succeededWithSkippedNodes, true);
        skippedNodesRetried = Objects.requireNonNullElse(skippedNodesRetried, true);
        nothingToDoShown = Objects.requireNonNullElse(nothingToDoShown, false);
        clusterStatusDuringUpdate = Objects.requireNonNullElse(clusterStatusDuringUpdate, "SystemUpdating");
        clusterStatusDuringContinuousUpdate =
                Objects.requireNonNullElse(clusterStatusDuringContinuousUpdate, "InService");
        groupStatusDuringUpdate = Objects.requireNonNullElse(groupStatusDuringUpdate, "SystemUpdating");
        pendingShown = Objects.requireNonNullElse(pendingShown, true);
        nodesShowImageCopy = Objects.requireNonNullElse(nodesShowImageCopy, true);
        downgradeAccepted = Objects.requireNonNullElse(downgradeAccepted, true);
        secondaryVolumesSurvive = Objects.requireNonNullElse(secondaryVolumesSurvive, true);
        versionStatusFlaps = Objects.requireNonNullElse(versionStatusFlaps, false);
        versionBesideImageId = Objects.requireNonNullElse(versionBesideImageId, VersionBesideImageId.REFUSED);
        nodeListLag = Objects.requireNonNullElse(nodeListLag, Duration.ZERO);
        if (callsPerSecond != null && callsPerSecond < 1) {
            throw new IllegalArgumentException("callsPerSecond is " + callsPerSecond + ": at least 1 is needed");
        }
    }
}
