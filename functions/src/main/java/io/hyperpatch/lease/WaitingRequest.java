package io.hyperpatch.lease;

import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.Objects;

/**
 * A request that met the lease of its cluster in other hands: once the lease is free, it is looked at again.
 *
 * @param run the run that did not begin because of that
 * @param since when it was noted
 */
public record WaitingRequest(RunName run, Instant since) {
    public WaitingRequest {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(since, "since");
    }
}
