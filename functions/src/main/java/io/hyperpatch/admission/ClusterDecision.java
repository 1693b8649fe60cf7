package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What is to be done on one cluster. The pins are named in each case, so that people can be told of them. */
public sealed interface ClusterDecision {

    ClusterRef cluster();

    /** The pin of each instance group, as it was chosen. */
    Map<String, Pin> pins();

    String reason();

    /** The groups that a run would not touch as things stand: left out by the policy, or without nodes. */
    default Set<String> spared() {
        return Set.of();
    }

    /** A run may begin, unless the same work has been done already. */
    record Go(ClusterRef cluster, Map<String, Pin> pins, Set<String> spared, List<InstanceGroup> groups, String reason)
            implements ClusterDecision {
        /** @param groups as the cluster shows them now */
        public Go {
            Objects.requireNonNull(cluster, "cluster");
            pins = Map.copyOf(pins);
            spared = Set.copyOf(spared);
            groups = List.copyOf(groups);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The image is younger than the policy wants. {@code until}: from when on it is old enough. */
    record Deferred(ClusterRef cluster, Map<String, Pin> pins, Instant until, String reason)
            implements ClusterDecision {
        public Deferred {
            Objects.requireNonNull(cluster, "cluster");
            pins = Map.copyOf(pins);
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Nothing can begin here, and waiting would not help. */
    record Refused(ClusterRef cluster, Map<String, Pin> pins, String reason) implements ClusterDecision {
        public Refused {
            Objects.requireNonNull(cluster, "cluster");
            pins = Map.copyOf(pins);
            Objects.requireNonNull(reason, "reason");
        }
    }
}
