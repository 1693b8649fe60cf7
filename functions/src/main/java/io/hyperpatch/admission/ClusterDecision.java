package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterRef;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** What is to be done on one cluster. The pins are named in each case, so that people can be told of them. */
public sealed interface ClusterDecision {

    ClusterRef cluster();

    Pins pins();

    String reason();

    /**
     * The exact image of each instance group.
     *
     * @param images what the start call asks for, by group
     * @param identities what stands for the image in the name of a run: its id or version; for {@code default} what names or times it
     */
    record Pins(Map<String, String> images, Map<String, String> identities) {
        public Pins {
            images = Map.copyOf(images);
            identities = Map.copyOf(identities);
        }
    }

    /** A run may begin, unless the same work has been done already. */
    record Go(ClusterRef cluster, Pins pins, String reason) implements ClusterDecision {
        public Go {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(pins, "pins");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The image is younger than the policy wants. {@code until}: from when on it is old enough. */
    record Deferred(ClusterRef cluster, Pins pins, Instant until, String reason) implements ClusterDecision {
        public Deferred {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(pins, "pins");
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Nothing can begin here, and waiting would not help. */
    record Refused(ClusterRef cluster, Pins pins, String reason) implements ClusterDecision {
        public Refused {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(pins, "pins");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
