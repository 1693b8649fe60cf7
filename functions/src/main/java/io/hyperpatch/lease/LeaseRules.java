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
        return switch (holder) {
            case RUNNING -> false;
            case ENDED -> true;
            case FORGOTTEN -> lease.since().plus(YOUNG).isBefore(now);
        };
    }
}
