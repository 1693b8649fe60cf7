package io.hyperpatch.admission;

import java.util.List;

/** What an event comes to. */
public sealed interface Decision {

    String reason();

    /**
     * Work, cluster by cluster, in this order.
     *
     * @param unreadable clusters that are left out, and that people are told of
     */
    record Admitted(List<ClusterDecision> clusters, String reason, List<FoundClusters.Unreadable> unreadable)
            implements Decision {
        public Admitted {
            unreadable = List.copyOf(unreadable);
            clusters = List.copyOf(clusters);
        }
    }

    /** Too early to tell: some readings have to be made again a minute later. */
    record LookAgain(String reason) implements Decision {}

    /** Nothing to do, and nobody to disturb. */
    record Quiet(String reason) implements Decision {}

    /** Nothing is done at all, and people must know why. */
    record Refused(String reason) implements Decision {}
}
