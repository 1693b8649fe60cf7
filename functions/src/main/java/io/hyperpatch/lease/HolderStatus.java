package io.hyperpatch.lease;

/** What Step Functions says about the execution that holds a lease. */
public enum HolderStatus {
    RUNNING,
    ENDED,
    /** The service does not know it any more: it forgets after 90 days. */
    FORGOTTEN
}
