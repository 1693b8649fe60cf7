package io.hyperpatch.rehearsal.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Switches a rule off in the one situation that it is made for, and requires that the invariant breaks that
 * the table names.
 */
@Isolated("a method that is switched off is so in the whole JVM")
class ScenarioMutantsTest {

    static List<Situation> situations() {
        return Situations.all();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void breaksAnInvariantOnceTheRuleIsOff(Situation situation) {
        assertThat(situation.broken()).as(situation.scenario()).isEmpty();
        assertThat(situation.brokenWithoutTheRule())
                .extracting(Invariant::name)
                .as(situation.scenario() + " without " + situation.title())
                .contains(situation.invariant());
    }

    static List<Covered> covered() {
        return Covered.ALL;
    }

    @ParameterizedTest
    @MethodSource("covered")
    void breaksNothingWhereAnotherRuleCoversTheOneThatIsOff(Covered covered) {
        RehearsalResult result = covered.off().without(covered::play);

        assertThat(result.allInvariantsHeld()).as(covered.scenario()).isTrue();
        assertThat(result.triggers().getFirst().reason()).contains(covered.says());
    }

    @Test
    void breaksTheTruthOnceNeitherIdsNorCountsOfAListingAreLookedAt() {
        Situation both = new Situation(
                "the listing: its ids and its counts",
                "a node that another one hides is not called patched",
                new Redefined(NodeListing.class, Instead.empty(), "doubt"),
                "skipped-node-hidden-while-scaled-in",
                "the-reported-outcome-is-the-truth");

        assertThat(both.brokenWithoutTheRule()).extracting(Invariant::name).contains(both.invariant());
    }

    @Test
    void listsTheSituationsInTheDocs() {
        SituationsPage.mustShow(situations(), covered());
    }
}
