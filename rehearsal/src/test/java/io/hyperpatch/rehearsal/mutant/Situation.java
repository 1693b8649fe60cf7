package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import java.util.List;

/**
 * A rule of the product, and the one situation in which it is needed.
 *
 * @param title of the rule
 * @param protects what is true because of it
 * @param off the way to switch it off
 * @param scenario the name of one that comes with the product, or of a file in {@code mutants/} of the test's resources
 * @param invariant the name of one that breaks there without the rule, and holds with it
 */
record Situation(String title, String protects, Redefined off, String scenario, String invariant) {

    static Situation of(Safeguard safeguard, String scenario, String invariant) {
        return new Situation(safeguard.title(), safeguard.protects(), safeguard.off(), scenario, invariant);
    }

    RehearsalResult play() {
        return MutantScenario.play(scenario);
    }

    /** The invariants that break with every rule on. */
    List<Invariant> broken() {
        return play().invariants().stream()
                .filter(invariant -> !invariant.held())
                .toList();
    }

    List<Invariant> brokenWithoutTheRule() {
        return off.without(this::broken);
    }

    /** In the words of the scenario. */
    String description() {
        return MutantScenario.read(scenario).description();
    }

    @Override
    public String toString() {
        return title;
    }
}
