package io.hyperpatch.rehearsal.hostile;

import java.util.Map;

/**
 * Kinds of hazards, and scenarios, that may break an invariant until the product is mended, each with its reason; an empty list means that
 * nothing is excused. Kinds, not seeds: which seed draws what changes with the rules.
 */
final class ExpectedRed {

    static final Map<String, String> KINDS = Map.of();

    static final Map<String, String> SCENARIOS = Map.of();

    private ExpectedRed() {}

    static boolean excuses(HostilePlan plan) {
        return SCENARIOS.containsKey(plan.scenario())
                || plan.hazards().stream().map(Hazard::kind).anyMatch(KINDS::containsKey);
    }
}
