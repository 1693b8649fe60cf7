package io.hyperpatch.cluster;

/** Who schedules the work of a cluster; batches, wait intervals and alarms exist on EKS only. */
public enum Orchestrator {
    EKS,
    SLURM
}
