package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.oracle.Invariant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the rehearsal of one seed ended.
 *
 * @param outcomes of the events that came in, in their order
 * @param struck how often each kind of hazard really struck
 */
public record SeedResult(
        HostilePlan plan,
        List<String> outcomes,
        Map<String, Long> struck,
        List<Invariant> invariants,
        Duration virtualTime,
        Duration wallTime) {
    public SeedResult {
        Objects.requireNonNull(plan, "plan");
        outcomes = List.copyOf(outcomes);
        struck = Map.copyOf(struck);
        invariants = List.copyOf(invariants);
    }

    public List<Invariant> broken() {
        return invariants.stream().filter(invariant -> !invariant.held()).toList();
    }

    public boolean held() {
        return broken().isEmpty();
    }

    public int checks() {
        return invariants.stream().mapToInt(Invariant::checks).sum();
    }
}
