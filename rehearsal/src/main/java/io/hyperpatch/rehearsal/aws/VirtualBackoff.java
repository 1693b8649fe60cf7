package io.hyperpatch.rehearsal.aws;

import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.rehearsal.clock.Fibers;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The SDK's pause between two attempts, exponential with full jitter and as long as deployed, in virtual
 * time and from the seed: the fiber is suspended here, and the SDK told not to wait.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">retry behavior</a>
 */
public final class VirtualBackoff implements BackoffStrategy {

    private final Fibers fibers;
    private final RandomGenerator random;

    public VirtualBackoff(Fibers fibers, RandomGenerator random) {
        this.fibers = Objects.requireNonNull(fibers, "fibers");
        this.random = Objects.requireNonNull(random, "random");
    }

    @Override
    public Duration computeDelay(int attempt) {
        if (fibers.current().isPresent()) {
            fibers.sleep(pause(attempt));
        }
        return Duration.ZERO;
    }

    /** @param attempt the attempt to come, 2 being the first retry; 1 means none was made yet: no pause */
    private Duration pause(int attempt) {
        if (attempt < 2) {
            return Duration.ZERO;
        }
        long most = Math.min(
                ClientSettings.LONGEST_BACKOFF.toMillis(),
                ClientSettings.SHORTEST_BACKOFF.toMillis() << Math.min(attempt - 2, 20));
        return Duration.ofMillis(random.nextLong(most + 1));
    }
}
