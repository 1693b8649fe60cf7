package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.proof.Evidence;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.Stand;
import io.hyperpatch.proof.StandRule;
import io.hyperpatch.report.RunRule.Fact;
import io.hyperpatch.run.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables that decide outcomes, rendered for people, and the second of them walked over every combination. */
class OutcomesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "outcomes.md");

    @Test
    void showsTheTablesThatDecide() {
        Golden.check(PAGE, page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # What decides an outcome

                Written by `OutcomesPageTest` from the tables in the code, which it compares with this page. See also
                [ADR 5](adr/0005-what-refused-rolled-back-and-mixed-mean.md) and [ADR 22](adr/0022-a-ladder-of-evidence.md).

                ## The ladder of evidence

                A group is proved by the lowest rung that one of its nodes needed.

                | Rung | Proved by | An image is shown |
                |---|---|---|
                """);
        Arrays.stream(Evidence.values())
                .forEach(rung -> page.append(
                        "| %s | %s | %s |\n".formatted(rung, rung.words(), rung.showsImage() ? "yes" : "no")));
        page.append("""

                ## What an update came to

                For a group, and for all groups of a step, by where the nodes stand; the first row that fits counts. Nodes that were broken before
                the start have no stand.

                | Some node is | No node is | The service undid it, or it failed | One group has updated nodes beside nodes as before | Then |
                |---|---|---|---|---|
                """);
        Arrays.stream(StandRule.values())
                .forEach(rule -> page.append("| %s | %s | %s | %s | %s |\n"
                        .formatted(
                                words(rule.some(), Stand::words),
                                rule.no().size() == Stand.values().length
                                        ? "in it at all"
                                        : words(rule.no(), Stand::words),
                                word(rule.undone()),
                                word(rule.divided()),
                                rule.verdict())));
        page.append("""

                ## What a run came to

                By the word with which its last step, or its workflow, ended; the first row that fits counts, and where none does the word stands.

                | The word | What is known beside it | Then | Because |
                |---|---|---|---|
                """);
        Arrays.stream(RunRule.values())
                .forEach(rule -> page.append("| %s | %s | %s | %s |\n"
                        .formatted(
                                words(rule.ends(), Outcome::word),
                                words(rule.facts(), Fact::words),
                                rule.outcome().word(),
                                rule.why())));
        return page.toString();
    }

    private static String word(StandRule.Demand demand) {
        return switch (demand) {
            case YES -> "yes";
            case NO -> "no";
            case EITHER -> "";
        };
    }

    private static <T> String words(Collection<T> all, Function<T, String> word) {
        return all.stream().map(word).collect(Collectors.joining(", "));
    }

    private static Stream<Set<Fact>> everySetOfFacts() {
        Fact[] all = Fact.values();
        return IntStream.range(0, 1 << all.length).mapToObj(bits -> {
            Set<Fact> facts = EnumSet.noneOf(Fact.class);
            IntStream.range(0, all.length).filter(i -> (bits & 1 << i) != 0).forEach(i -> facts.add(all[i]));
            return facts;
        });
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void promisesNothingThatIsKnownNotToHold(Outcome end) {
        everySetOfFacts().forEach(facts -> {
            Outcome outcome = RunRule.outcome(end, facts);

            assertThat(outcome == Outcome.REFUSED
                            && (facts.contains(Fact.CALL_OPEN) || facts.contains(Fact.STEP_ENDED)))
                    .as("%s with %s is Refused", end, facts)
                    .isFalse();
            assertThat(Set.of(Outcome.VERIFIED, Outcome.UPDATED, Outcome.ALREADY_CURRENT)
                                    .contains(outcome)
                            && facts.contains(Fact.MOVED_BY_OTHERS))
                    .as("%s with %s is %s", end, facts, outcome)
                    .isFalse();
            assertThat(outcome == Outcome.INTERRUPTED && end != Outcome.INTERRUPTED && !facts.contains(Fact.STEP_ENDED))
                    .as("%s with %s is Interrupted", end, facts)
                    .isFalse();
        });
    }

    @Test
    void changesNoWordWhereNothingIsKnownBesideIt() {
        assertThat(Arrays.stream(Outcome.values()))
                .allSatisfy(end -> assertThat(RunRule.outcome(end, Set.of())).isEqualTo(end));
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void goesOnOnlyAfterAVerdictThatHarmedNoNode(Verdict verdict) {
        assertThat(verdict.good())
                .isEqualTo(Set.of(
                                Verdict.VERIFIED,
                                Verdict.UPDATED,
                                Verdict.VERIFIED_WITH_SKIPS,
                                Verdict.ALREADY_CURRENT,
                                Verdict.EMPTY)
                        .contains(verdict));
    }
}
