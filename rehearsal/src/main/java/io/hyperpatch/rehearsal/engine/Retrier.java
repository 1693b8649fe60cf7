package io.hyperpatch.rehearsal.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When and how often a failed state is tried again. The interval is in whole seconds.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Retrying after an
 *     error</a>
 */
public record Retrier(
        List<String> errorEquals,
        int intervalSeconds,
        double backoffRate,
        int maxAttempts,
        Optional<Integer> maxDelaySeconds,
        boolean fullJitter) {
    public Retrier {
        errorEquals = List.copyOf(errorEquals);
    }

    /** How long to wait before the given retry, 1 being the first; with full jitter any time up to that. */
    Duration delay(int retry, RandomGenerator random) {
        double seconds = intervalSeconds * Math.pow(backoffRate, retry - 1);
        seconds = Math.min(seconds, maxDelaySeconds.map(Integer::doubleValue).orElse((double) Limits.MAX_SECONDS));
        if (fullJitter) {
            seconds = random.nextDouble() * seconds;
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
