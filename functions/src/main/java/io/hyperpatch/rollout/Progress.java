package io.hyperpatch.rollout;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.intent.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Whether an update moves: when its counts and statuses last changed, and whether that is too long ago. */
public final class Progress {
    /**
     * Without any change for so many times as long as one batch should take, an update counts as stalled: two hours at least, since a
     * node in Failed deserves 60 to 90 minutes before it is called terminal.
     */
    private static final int TIMES = 4;

    private static final Duration REPLACEMENT = Duration.ofMinutes(30);

    private Progress() {}

    public static String of(List<InstanceGroup> groups) {
        return groups.stream()
                .map(group -> group.name() + "=" + group.targetStateCount().orElse(-1) + "/"
                        + group.softwareUpdateStatus().orElse("-"))
                .collect(Collectors.joining(" "));
    }

    /** Nothing has moved for so long that people should hear of it. They are told once. */
    public static boolean stalled(Intent intent, Instant now) {
        Duration batch =
                REPLACEMENT.plusSeconds(intent.deployment().waitSeconds().orElse(0));
        Duration limit = batch.multipliedBy(TIMES);
        return intent.stalledAt().isEmpty()
                && intent.movedAt()
                        .filter(moved -> Duration.between(moved, now).compareTo(limit) > 0)
                        .isPresent();
    }
}
