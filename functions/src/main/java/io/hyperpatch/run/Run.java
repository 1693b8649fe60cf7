package io.hyperpatch.run;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is remembered of a run.
 *
 * @param pins the pin of each instance group
 * @param parent the execution that started it
 * @param until for a deferred run, when the image is old enough
 * @param called whether a start call was made, or may have been
 * @param notified when the final notification was recorded as sent
 * @param resolved how the run turned out to have ended, after its report could not tell, or its lease had to be parked
 * @param resolvedNotified when people were told that
 * @param resolvedTold when machines had been told as well
 * @param freed when the lease was free again that had kept it from beginning
 * @param abort who asked for the run to end, and why; the write before each start call checks that there is none
 */
public record Run(
        RunName name,
        ClusterArn cluster,
        String clusterName,
        String policy,
        Map<String, Pin> pins,
        String parent,
        Instant startedAt,
        Optional<Outcome> outcome,
        Optional<String> reason,
        Optional<Instant> until,
        Optional<Instant> endedAt,
        boolean called,
        Optional<Instant> notified,
        Optional<Instant> freed,
        Optional<String> abort,
        Optional<Outcome> resolved,
        Optional<String> resolvedReason,
        Optional<Instant> resolvedAt,
        Optional<Instant> resolvedNotified,
        Optional<Instant> resolvedTold) {
    public Run {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cluster, "cluster");
        pins = Map.copyOf(pins);
    }

    /** The latest word on how it ended. */
    public Optional<Outcome> latest() {
        return resolved.or(() -> outcome);
    }

    /** A run that has just been planned. */
    public static Run planned(
            RunName name,
            ClusterArn cluster,
            String clusterName,
            String policy,
            Map<String, Pin> pins,
            String parent,
            Instant now) {
        return new Run(
                name,
                cluster,
                clusterName,
                policy,
                pins,
                parent,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
