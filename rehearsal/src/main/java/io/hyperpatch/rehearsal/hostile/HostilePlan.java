package io.hyperpatch.rehearsal.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a seed has drawn.
 *
 * @param scenario the bundled scenario that it plays
 * @param hazards what goes wrong beyond the scenario
 */
public record HostilePlan(long seed, String scenario, List<Hazard> hazards) {
    public HostilePlan {
        Objects.requireNonNull(scenario, "scenario");
        hazards = List.copyOf(hazards);
    }

    /** The unknowns of the service that it turns another way. */
    List<String> settings() {
        return hazards.stream().flatMap(hazard -> hazard.setting().stream()).toList();
    }

    HostilePlan with(List<Hazard> others) {
        return new HostilePlan(seed, scenario, others);
    }

    /** The same without one of its hazards. */
    HostilePlan without(int index) {
        List<Hazard> rest = new ArrayList<>(hazards);
        rest.remove(index);
        return with(rest);
    }
}
