package io.hyperpatch.reconcile;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentId;
import io.hyperpatch.intent.WireName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What a sweep does with one alarm whose name begins as those of wires do. */
public sealed interface WireFate {
    /**
     * Of a wire whose intent nobody knows any more nothing can be asked; no update is in flight for so
     * long.
     */
    Duration FORGOTTEN = Duration.ofDays(90);

    String reason();

    /** It has had its use, and is removed. */
    record Spent(String reason) implements WireFate {}

    /** It is left where it is; a later sweep comes again. */
    record Kept(String reason) implements WireFate {}

    /** It shows that the intent's call has begun an update after all. */
    record Contradicts(Intent intent, String reason) implements WireFate {}

    /**
     * Decides about one alarm.
     *
     * @param configuredAt when the alarm was made or last changed
     * @param ours the installation that sweeps
     * @param known finds what is stored of an intent; empty once its record has expired
     * @param reading reads the cluster; empty if there is none any more; asked only of a resolved intent
     */
    static WireFate of(
            String alarm,
            Instant configuredAt,
            Installation ours,
            Function<IntentId, Optional<Intent>> known,
            Function<ClusterArn, Optional<Cluster>> reading,
            Instant now) {
        Optional<WireName> name = WireName.parse(alarm);
        if (name.isEmpty()) {
            return new Kept("the name only begins as those of wires do");
        }
        if (name.get().isOfAnotherThan(ours)) {
            return new Kept("it carries the mark of another installation");
        }
        return known.apply(name.get().intent())
                .filter(intent -> intent.ownAlarm().equals(Optional.of(alarm)))
                .map(intent -> ofKnown(intent, reading, now))
                .orElseGet(() -> configuredAt.plus(FORGOTTEN).isBefore(now)
                        ? new Spent("nobody knows its intent any more, and no update is in flight for so long")
                        : new Kept("nobody knows its intent, and an update may be in flight that names it"));
    }

    private static WireFate ofKnown(Intent intent, Function<ClusterArn, Optional<Cluster>> reading, Instant now) {
        if (!SpentWire.hasTold(intent)) {
            return new Kept("what became of " + intent.id() + " is not known yet");
        }
        Optional<Cluster> cluster = reading.apply(intent.cluster());
        if (cluster.isEmpty()) {
            return new Spent("the cluster is no longer there");
        }
        if (SpentWire.is(intent, cluster.get(), now)) {
            return new Spent("what became of " + intent.id() + " is known, and no group can name the wire any more");
        }
        return SpentWire.contradicts(intent, cluster.get())
                ? new Contradicts(intent, intent.id() + " has begun an update after all")
                : new Kept("a group names it, or may still come to name it");
    }
}
