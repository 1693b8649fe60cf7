package io.hyperpatch.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.proof.GroupProof.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks over every combination of where nodes can stand. */
class StandRuleTest {

    record Case(Set<Stand> stands, boolean undone) {
        Verdict verdict() {
            return StandRule.of(stands, undone).verdict();
        }

        boolean has(Stand stand) {
            return stands.contains(stand);
        }

        boolean only(Stand... allowed) {
            return !stands.isEmpty() && List.of(allowed).containsAll(stands);
        }
    }

    static Stream<Case> everyCase() {
        Stand[] all = Stand.values();
        return IntStream.range(0, 1 << all.length).boxed().flatMap(bits -> {
            Set<Stand> stands = EnumSet.noneOf(Stand.class);
            IntStream.range(0, all.length).filter(i -> (bits & 1 << i) != 0).forEach(i -> stands.add(all[i]));
            return Stream.of(new Case(stands, false), new Case(stands, true));
        });
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void promisesAnImageOnlyWhereEveryNodeIsShownOnThePin(Case each) {
        Verdict verdict = each.verdict();

        assertThat(verdict == Verdict.VERIFIED)
                .isEqualTo(each.only(Stand.ON_PIN, Stand.WAS_ON_PIN) && each.has(Stand.ON_PIN));
        assertThat(verdict == Verdict.ALREADY_CURRENT).isEqualTo(each.only(Stand.WAS_ON_PIN));
        assertThat(verdict == Verdict.UPDATED)
                .isEqualTo(each.only(Stand.UPDATED, Stand.ON_PIN, Stand.WAS_ON_PIN) && each.has(Stand.UPDATED));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void saysRolledBackOfAGroupOnlyWhereEveryNodeIsWhereItWas(Case each) {
        assertThat(each.verdict() == Verdict.ROLLED_BACK)
                .isEqualTo(each.undone()
                        && (each.stands().isEmpty()
                                || each.only(Stand.AS_BEFORE, Stand.WAS_ON_PIN) && each.has(Stand.AS_BEFORE)));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void hidesNoNodeThatIsOutOfOrderOrUnproven(Case each) {
        boolean bad = each.has(Stand.NOT_RUNNING) || each.has(Stand.ELSEWHERE);

        assertThat(!bad || each.verdict() == Verdict.MIXED).isTrue();
        assertThat(bad || !each.has(Stand.UNPROVEN) || each.verdict() == Verdict.UNPROVEN)
                .isTrue();
        assertThat(each.verdict() == Verdict.EMPTY).isEqualTo(each.stands().isEmpty() && !each.undone());
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void isMixedOnlyForNodesThatStandDifferentlyOrAreOutOfOrder(Case each) {
        boolean apart = each.has(Stand.AS_BEFORE) && (each.has(Stand.ON_PIN) || each.has(Stand.UPDATED));

        assertThat(each.verdict() != Verdict.MIXED
                        || each.has(Stand.NOT_RUNNING)
                        || each.has(Stand.ELSEWHERE)
                        || each.undone() && apart)
                .isTrue();
    }

    @Test
    void saysRolledBackOfAStepWhoseGroupsAreWhollyBackOrWhollyOnThePin() {
        List<Set<Stand>> whole = List.of(Set.of(Stand.ON_PIN), Set.of(Stand.AS_BEFORE), Set.of(Stand.UPDATED));

        assertThat(StandRule.of(whole, true).verdict()).isEqualTo(Verdict.ROLLED_BACK);
        assertThat(StandRule.of(whole, false).verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
    }

    @Test
    void saysMixedOfAStepInWhichOneGroupIsDivided() {
        List<Set<Stand>> divided = List.of(Set.of(Stand.AS_BEFORE), Set.of(Stand.ON_PIN, Stand.AS_BEFORE));

        assertThat(StandRule.of(divided, true).verdict()).isEqualTo(Verdict.MIXED);
        assertThat(StandRule.of(divided, false).verdict()).isEqualTo(Verdict.VERIFIED_WITH_SKIPS);
    }

    @Test
    void needsEachOfItsRules() {
        assertThat(everyCase().map(each -> StandRule.of(each.stands(), each.undone())))
                .containsAll(Arrays.asList(StandRule.values()));
    }
}
