package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.run.Watcher;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds a smallest set of hazards that still breaks what a seed broke: leaves each out, as long as it stays broken. */
public final class Shrinker {
    private final Seeds seeds;

    public Shrinker(Seeds seeds) {
        this.seeds = Objects.requireNonNull(seeds, "seeds");
    }

    /** @return a result of the same seed, with hazards none of which can be left out */
    public SeedResult shrink(SeedResult broken) {
        Set<String> wanted = names(broken);
        SeedResult smallest = broken;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int i = 0; i < smallest.plan().hazards().size() && !smaller; i++) {
                SeedResult tried = seeds.play(smallest.plan().without(i), Watcher.NOBODY);
                if (names(tried).stream().anyMatch(wanted::contains)) {
                    smallest = tried;
                    smaller = true;
                }
            }
        }
        return smallest;
    }

    /** A plan played once more, with everything that happened. */
    public Timeline timeline(HostilePlan plan) {
        Timeline timeline = new Timeline();
        seeds.play(plan, timeline);
        return timeline;
    }

    private static Set<String> names(SeedResult result) {
        return result.broken().stream().map(Invariant::name).collect(Collectors.toSet());
    }
}
