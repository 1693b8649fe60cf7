package io.hyperpatch.infra;

/** What reconcile counts every hour. */
final class Standing {
    static final String PARKED_LEASES = "ParkedLeases";
    static final String OVERDUE_RUNS = "OverdueRuns";
    static final String OLDEST_RUN = "OldestRunAge";

    private Standing() {}
}
