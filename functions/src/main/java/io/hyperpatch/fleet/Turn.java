package io.hyperpatch.fleet;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The turn of one cluster: its run may begin.
 *
 * @param images the images of the record in which it began, by what stands for them in the names of runs
 */
public record Turn(RunName run, ClusterArn cluster, String clusterName, Set<String> images, Instant since) {
    public Turn {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(clusterName, "clusterName");
        // In one order everywhere: it is stored, and compared with what is stored.
        images = Collections.unmodifiableSortedSet(new TreeSet<>(images));
        Objects.requireNonNull(since, "since");
    }
}
