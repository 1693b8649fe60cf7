package io.hyperpatch.lease;

import java.time.Duration;
import java.time.Instant;

/** When a lease may be taken from the execution that holds it. */
public final class LeaseRules {
    /** DescribeExecution is eventually consistent: an execution that it does not know may only be too young. */
    private static final Duration YOUNG = Duration.ofDays(1);

    private LeaseRules() {}

    /** The holder can no longer write: it has ended, or the service has forgotten it and the lease is old. */
    public static boolean abandoned(Lease lease, HolderStatus holder, Instant now) {
        return over(holder, lease.since(), now);
    }

    /** An execution that is known since some time has ended, or is forgotten and was not only begun a moment ago. */
    public static boolean over(HolderStatus execution, Instant since, Instant now) {
        return switch (execution) {
            case RUNNING -> false;
            case ENDED -> true;
            case FORGOTTEN -> since.plus(YOUNG).isBefore(now);
        };
    }
}
