package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The scenarios of situations: those that come with the product, and those of the tests' own in {@code mutants/}. */
final class MutantScenario {
    private MutantScenario() {}

    static RehearsalResult play(String name) {
        try (Rehearsal rehearsal = new Rehearsal(new Preparation(Given.of(read(name))).setting(), 1)) {
            return rehearsal.run(Watcher.NOBODY);
        }
    }

    static Scenario read(String name) {
        return BundledScenarios.find(name).orElseGet(() -> ofTheTests(name));
    }

    private static Scenario ofTheTests(String name) {
        String file = name + ".yaml";
        try (InputStream in = MutantScenario.class.getResourceAsStream("/mutants/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no scenario " + name + " comes with the product, nor is there a file"
                        + " src/test/resources/mutants/" + file);
            }
            return new ScenarioReader().read(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
