package io.hyperpatch.rehearsal.twin;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things take on the twin; every member may be left out.
 *
 * @param pending from the accepted call to the first batch (default 30 seconds)
 * @param nodeReplacement one root volume replacement with its lifecycle script (default 20 to 30 minutes)
 * @param rollbackReplacement the same on the way back (default: as {@code nodeReplacement})
 * @param eviction until a node is given up because of a PodDisruptionBudget (default 1 minute)
 * @param lifecycleAttempt one failed attempt of a lifecycle script or of getting capacity (default 5 minutes)
 * @param attempts how often such an attempt is made before the group rolls back (default 3)
 * @param settling how long reads still show the state before an accepted call (default 1 to 5 seconds)
 * @param alarmPoll how often alarms are read in a wait interval (default 1 minute)
 * @param nodeRecovery from a node's failure to the start of its replacement, if nodes recover (default 10 to 15 minutes)
 * @param instanceLaunch from the launch of a new instance to Running (default 10 to 15 minutes)
 */
public record Pace(
        Duration pending,
        DurationRange nodeReplacement,
        DurationRange rollbackReplacement,
        Duration eviction,
        Duration lifecycleAttempt,
        Integer attempts,
        DurationRange settling,
        Duration alarmPoll,
        DurationRange nodeRecovery,
        DurationRange instanceLaunch) {

    public static final Pace DEFAULT = new Pace(null, null, null, null, null, null, null, null, null, null);

    public Pace {
        pending = Objects.requireNonNullElse(pending, Duration.ofSeconds(30));
        nodeReplacement = Objects.requireNonNullElse(nodeReplacement, DurationRange.of("PT20M", "PT30M"));
        rollbackReplacement = Objects.requireNonNullElse(rollbackReplacement, nodeReplacement);
        eviction = Objects.requireNonNullElse(eviction, Duration.ofMinutes(1));
        lifecycleAttempt = Objects.requireNonNullElse(lifecycleAttempt, Duration.ofMinutes(5));
        attempts = Objects.requireNonNullElse(attempts, 3);
        settling = Objects.requireNonNullElse(settling, DurationRange.of("PT1S", "PT5S"));
        alarmPoll = Objects.requireNonNullElse(alarmPoll, Duration.ofMinutes(1));
        nodeRecovery = Objects.requireNonNullElse(nodeRecovery, DurationRange.of("PT10M", "PT15M"));
        instanceLaunch = Objects.requireNonNullElse(instanceLaunch, DurationRange.of("PT10M", "PT15M"));
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + ": at least 1 is needed");
        }
        if (!alarmPoll.isPositive()) {
            throw new IllegalArgumentException("alarmPoll is " + alarmPoll + ": it must be longer than nothing");
        }
    }
}
