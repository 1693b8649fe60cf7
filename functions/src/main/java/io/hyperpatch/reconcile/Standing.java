package io.hyperpatch.reconcile;

import io.hyperpatch.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How things stand, at one look.
 *
 * @param parkedLeases clusters on which no run can begin
 * @param overdueRuns runs that go on after their deadline
 * @param oldestRun how long the oldest lease that was not given back has been held or parked; zero if there is none
 */
public record Standing(int parkedLeases, int overdueRuns, Duration oldestRun) {
    public Standing {
        Objects.requireNonNull(oldestRun, "oldestRun");
    }

    /** The same with some more on which no run can begin. */
    public Standing withParked(int more) {
        return new Standing(parkedLeases + more, overdueRuns, oldestRun);
    }

    /** @param overdue asked of each lease that is held */
    public static Standing of(Collection<Lease> leases, Predicate<Lease> overdue, Instant now) {
        int parked = 0;
        int late = 0;
        Duration oldest = Duration.ZERO;
        for (Lease lease : leases) {
            boolean away =
                    switch (lease.state()) {
                        case FREE -> false;
                        case PARKED -> {
                            parked++;
                            yield true;
                        }
                        case HELD -> {
                            late += overdue.test(lease) ? 1 : 0;
                            yield true;
                        }
                    };
            Duration age = away ? Duration.between(lease.since(), now) : Duration.ZERO;
            oldest = age.compareTo(oldest) > 0 ? age : oldest;
        }
        return new Standing(parked, late, oldest);
    }
}
