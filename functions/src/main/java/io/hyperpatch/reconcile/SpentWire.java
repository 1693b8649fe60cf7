package io.hyperpatch.reconcile;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.rollout.Conclusion;
import java.time.Instant;

/** When the wire of an intent has had its use. */
public final class SpentWire {
    private SpentWire() {}

    /** Its intent is resolved, no group's configuration names it, and none can come to name it any more. */
    public static boolean is(Intent intent, Cluster cluster, Instant now) {
        return intent.ownership() == Ownership.WIRE
                && hasTold(intent)
                && cluster.groups().stream().noneMatch(intent::marks)
                && !inDoubt(intent, cluster, now);
    }

    /** What became of its call is known: until then the wire is what will tell, and what can stop an update. */
    public static boolean hasTold(Intent intent) {
        return !intent.isUnresolved();
    }

    /**
     * A call of which it was concluded, because nothing showed, that it began nothing: if that was too
     * early, the wire is what will tell, and what can stop that update. That is so for a day; and for as
     * long as an update is under way that may be this call's and whose configuration is not shown: it may
     * list the wire, which the service must be able to read until the end.
     */
    private static boolean inDoubt(Intent intent, Cluster cluster, Instant now) {
        return concludedFromSilence(intent)
                && (intent.calledAt()
                                .filter(called -> now.isBefore(called.plus(Conclusion.LONG_SILENCE)))
                                .isPresent()
                        || cluster.groups().stream().anyMatch(intent::mayHaveBegun));
    }

    /** A group's configuration names the wire of a call that was held to have begun nothing. */
    public static boolean contradicts(Intent intent, Cluster cluster) {
        return concludedFromSilence(intent) && cluster.groups().stream().anyMatch(intent::marks);
    }

    /**
     * It was called and not turned down, no look ever saw its wire, and for that it was held to have begun
     * nothing.
     */
    public static boolean concludedFromSilence(Intent intent) {
        return intent.sightedAt().isEmpty()
                && !intent.wasTurnedDown()
                && intent.resolution()
                        .filter(resolution -> resolution.as() == Resolution.As.NOTHING_BEGAN)
                        .isPresent();
    }
}
