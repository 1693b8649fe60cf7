package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.generation.Generation;
import io.hyperpatch.generation.Generations;
import io.hyperpatch.run.Run;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a run is still wanted. One that has called something is finished, whatever is wanted by then: a cluster that
 * stands half on one image is worse than one that stands on yesterday's.
 */
public final class Superseding {
    private final Generations generations;

    public Superseding(Store store) {
        this.generations = new Generations(store);
    }

    /**
     * Returns what is wanted instead; empty for a run that is still wanted, or has begun.
     *
     * @param request empty, or without a generation, for a run that was admitted before these were counted
     */
    public Optional<String> of(ClusterArn cluster, Optional<RunRequest> request, Optional<Run> run) {
        return generation(request, run)
                .flatMap(mine -> generations.find(cluster).filter(now -> now.number() > mine))
                .map(Superseding::reason);
    }

    /** The same as a condition of the write before the first call of a run. */
    public static List<Write.Check> condition(ClusterArn cluster, Optional<RunRequest> request, Optional<Run> run) {
        return generation(request, run).map(mine -> Generations.isStill(cluster, mine)).stream()
                .toList();
    }

    /** The generation that has to be the present one; empty for a run that has begun, and is finished. */
    private static Optional<Long> generation(Optional<RunRequest> request, Optional<Run> run) {
        return run.filter(Run::called).isPresent() ? Optional.empty() : request.flatMap(RunRequest::generation);
    }

    static String reason(Generation now) {
        return "another image is wanted since " + now.since() + ": " + now.inWords() + "; nothing was begun";
    }
}
