package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.run.Machines;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fails when a state, a Choice branch, a Retry or a Catch of a workflow is visited by no rehearsal, and says which. */
class EdgeCoverageTest {
    private final CoverageRehearsals played = CoverageRehearsals.played();

    @Test
    void everyStateAndEdgeOfTheWorkflowsIsVisited() {
        Set<String> declared = EdgeCoverage.declared(Machines.names());
        Set<String> missing = played.coverage().missing(declared);

        System.out.printf(
                "%d of %d states and edges of %s are visited%n",
                declared.size() - missing.size(), declared.size(), Machines.names());
        assertThat(missing)
                .as("edges of " + declared.size() + " that no rehearsal visits")
                .isEmpty();
    }

    /** An edge that is visited while an invariant breaks is visited by a product that does not work. */
    @Test
    void noInvariantIsBrokenOnTheWay() {
        List<String> broken = played.results().stream()
                .filter(result -> !result.held())
                .map(result -> result.plan() + ": " + result.broken())
                .toList();

        assertThat(broken).isEmpty();
    }
}
