package io.hyperpatch.rehearsal.twin;

import java.util.Objects;

/**
 * Something that went wrong with a cluster, told when it really did.
 *
 * @param kind the name of a happening or of a mishap in scenarios
 * @param whom the node or the group that it befell, or the cluster
 */
public record Harm(String cluster, String kind, String whom) {
    public Harm {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(whom, "whom");
    }
}
