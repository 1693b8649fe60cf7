package io.hyperpatch.readiness;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The earlier readings that show the same as the present one. Some things can be told only from two readings: a shortage of capacity
 * from a group that is being scaled, and a status that means an end from one that means work.
 *
 * @param shortages since when each group has been seen with these very counts, fewer nodes than it shall have
 * @param statuses since when each group has been seen with a software update status that this product does not know
 */
public record Remembered(Map<String, Instant> shortages, Map<String, Instant> statuses) {
    /** Two readings so far apart that show the same counts: nodes that could be had would have begun to come. */
    public static final Duration SHORTAGE = Duration.ofMinutes(15);

    /** No update of one group is known to show one and the same status for longer without a configuration in effect. */
    public static final Duration STATUS = Duration.ofDays(1);

    /** Nothing was seen before. */
    public static final Remembered NOTHING = new Remembered(Map.of(), Map.of());

    public Remembered {
        shortages = Map.copyOf(shortages);
        statuses = Map.copyOf(statuses);
    }

    /** The reading as the earlier ones explain it: a word that nobody knows, for a day, with nothing else that shows an update, means an end. */
    public Cluster explain(Cluster cluster, Instant now) {
        return cluster.with(cluster.groups().stream()
                .map(group ->
                        Oddity.unexplained(group) && unknownStatus(group, now).isPresent() ? group.atAnEnd() : group)
                .toList());
    }

    /** The first of the readings that show the shortage, if it is long enough ago. */
    Optional<Instant> shortage(InstanceGroup group, Instant now) {
        return old(shortages.get(group.name()), SHORTAGE, now);
    }

    /** The first sighting of the unknown status, if it is long enough ago. */
    Optional<Instant> unknownStatus(InstanceGroup group, Instant now) {
        return old(statuses.get(group.name()), STATUS, now);
    }

    private static Optional<Instant> old(Instant since, Duration enough, Instant now) {
        return Optional.ofNullable(since).filter(first -> !now.isBefore(first.plus(enough)));
    }
}
