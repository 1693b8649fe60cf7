package io.hyperpatch.rehearsal.twin;

import java.time.Duration;
import java.util.List;

/**
 * The Description texts of HyperPod's patching events; there is no code in them, so people and programs match the text.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-cluster-events-reference.html">HyperPod
 *     cluster events reference</a>
 */
final class PatchingTexts {

    static final String HEALTH_CHECK_FAILED = "HyperPod Health Monitoring Agent (HMA) has detected fault type"
            + " NvidiaErrorTerminate on this node and is unhealthy.";

    private PatchingTexts() {}

    static String scheduled(TwinCluster cluster, TwinGroup group) {
        return "InstanceGroup " + group.name() + " in Cluster " + cluster.name()
                + " has been scheduled for UpdateClusterSoftware to latest.";
    }

    static String initiated(TwinCluster cluster, TwinGroup group, String strategy) {
        return "UpdateClusterSoftware initiated for " + in(cluster, group) + " using " + strategy + " strategy.";
    }

    static String nextBatch(TwinCluster cluster, TwinGroup group) {
        return "Next update batch selected for " + in(cluster, group) + ".";
    }

    static String completed(TwinCluster cluster, TwinGroup group) {
        return "UpdateClusterSoftware completed successfully for " + in(cluster, group) + ".";
    }

    static String completionFailed(TwinCluster cluster, TwinGroup group) {
        return "Failed to complete UpdateClusterSoftware for " + in(cluster, group) + ".";
    }

    static String bakeStarted(TwinCluster cluster, TwinGroup group, List<String> alarms, Duration length) {
        return "Baking period started for " + in(cluster, group) + ". Monitoring alarms " + alarms + " for "
                + length.toSeconds() + " seconds.";
    }

    static String bakeCompleted(TwinCluster cluster, TwinGroup group, Duration length) {
        return "Baking period completed for " + in(cluster, group) + ". No alarms triggered during the "
                + length.toSeconds() + "-second baking period.";
    }

    static String bakeFailed(TwinCluster cluster, TwinGroup group, List<String> alarms) {
        return "Baking period failed for " + in(cluster, group) + ". Alarms " + alarms
                + " entered ALARM state. Initiating auto-rollback.";
    }

    static String bakeNotEvaluated(TwinCluster cluster, TwinGroup group) {
        return "Failed to evaluate alarms during baking period for " + in(cluster, group) + ".";
    }

    static String rollbackInitiated(TwinCluster cluster, TwinGroup group) {
        return "UpdateClusterSoftware failed for " + in(cluster, group) + ". Initiating rollback.";
    }

    static String rollbackFailed(TwinCluster cluster, TwinGroup group) {
        return "Rollback failed for " + in(cluster, group) + ". Some instances may be in FailedMaintenance state.";
    }

    static String evicted(TwinGroup group, TwinNode node) {
        return "Instance " + in(group, node) + " cordoned and pods evicted.";
    }

    static String skipped(TwinGroup group, TwinNode node) {
        return "UpdateClusterSoftware for Instance " + in(group, node)
                + " skipped due to PodDisruptionBudget constraint.";
    }

    static String schedulable(TwinGroup group, TwinNode node) {
        return "Instance " + in(group, node) + " restored to schedulable state.";
    }

    static String volumeReplacementStarted(TwinGroup group, TwinNode node) {
        return "Root volume replacement started for Instance " + in(group, node) + ".";
    }

    static String volumeReplacementFailed(TwinGroup group, TwinNode node) {
        return "Failed to start root volume replacement for Instance " + in(group, node) + ".";
    }

    static String updated(TwinGroup group, TwinNode node) {
        return "Instance " + in(group, node) + " updated successfully.";
    }

    static String instanceUpdateFailed(TwinGroup group, TwinNode node) {
        return "Instance " + in(group, node) + " failed to update. Rollback initiated.";
    }

    static String rolledBack(TwinGroup group, TwinNode node) {
        return "Instance " + in(group, node) + " rolled back successfully to previous AMI.";
    }

    static String nodeRollbackFailed(TwinGroup group, TwinNode node) {
        return "UpdateClusterSoftware rollback failed for instance " + in(group, node) + ".";
    }

    static String lifecycleScriptFailed(TwinNode node) {
        return "Instance lifecycle script execution for EC2 Instance " + node.id() + " has Failed.";
    }

    static String noCapacity(TwinGroup group) {
        return "We currently do not have sufficient capacity to launch new "
                + group.real().path("InstanceType").asText() + " instances. Please try again.";
    }

    static String replacementStarted(TwinCluster cluster, TwinGroup group, TwinNode node) {
        return "Instance " + node.id() + " is starting as part of instance replacement in Cluster " + cluster.name()
                + " and IG " + group.name();
    }

    static String replacementCompleted(TwinCluster cluster, TwinGroup group, TwinNode node) {
        return "Instance " + node.id() + " creation completed successfully as part of instance replacement in Cluster "
                + cluster.name() + " and IG " + group.name();
    }

    static String scalingStarted(TwinCluster cluster, TwinGroup group) {
        return "InstanceGroup " + group.name() + " scaling started successfully in Cluster " + cluster.name();
    }

    static String scalingCompleted(TwinCluster cluster, TwinGroup group) {
        return "Instance Group " + group.name() + " scaling in Cluster " + cluster.name() + " completed successfully";
    }

    private static String in(TwinCluster cluster, TwinGroup group) {
        return "IG " + group.name() + " in Cluster " + cluster.name();
    }

    private static String in(TwinGroup group, TwinNode node) {
        return node.id() + " in IG " + group.name();
    }
}
