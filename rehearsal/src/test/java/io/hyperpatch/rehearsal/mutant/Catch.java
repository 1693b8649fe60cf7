package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.rehearsal.hostile.HostilePlans;
import io.hyperpatch.rehearsal.hostile.SeedResult;
import io.hyperpatch.rehearsal.hostile.Seeds;
import io.hyperpatch.rehearsal.oracle.Invariant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What a seed breaks without a safeguard that it does not break with it. */
final class Catch {
    private final Seeds seeds = new Seeds(new HostilePlans());
    private final Map<Long, List<String>> brokenWith = new ConcurrentHashMap<>();

    Seeds seeds() {
        return seeds;
    }

    /** The invariants that the seed breaks although every safeguard is on. */
    List<String> withEverySafeguard(long seed) {
        return brokenWith.computeIfAbsent(seed, each -> names(seeds.play(each)));
    }

    List<String> without(Safeguard safeguard, long seed) {
        return because(safeguard.without(() -> seeds.play(seed)));
    }

    /** @param result of a rehearsal without the safeguard; to be asked while all of them are on again */
    List<String> because(SeedResult result) {
        if (result.held()) {
            return List.of();
        }
        List<String> anyway = withEverySafeguard(result.plan().seed());
        return names(result).stream().filter(name -> !anyway.contains(name)).toList();
    }

    private static List<String> names(SeedResult result) {
        return result.broken().stream().map(Invariant::name).sorted().collect(Collectors.toList());
    }
}
