package io.hyperpatch.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.report.Golden;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of what a run does next, walked rule by rule and in pairs, and rendered for people. */
class NextRuleTest {
    private static final Path PAGE = Path.of("..", "docs", "decision.md");

    @ParameterizedTest
    @EnumSource
    void noEarlierRuleHides(NextRule rule) {
        assertThat(NextRule.fitting(rule.facts())).isEqualTo(rule);
    }

    @Test
    void theEarlierOfTwoRulesCounts() {
        for (NextRule one : NextRule.values()) {
            for (NextRule other : NextRule.values()) {
                Set<RunFact> both = EnumSet.noneOf(RunFact.class);
                both.addAll(one.facts());
                both.addAll(other.facts());
                assertThat(NextRule.fitting(both)).isLessThanOrEqualTo(one).isLessThanOrEqualTo(other);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void someRuleAsksFor(RunFact fact) {
        assertThat(NextRule.values()).anyMatch(rule -> rule.facts().contains(fact));
    }

    /** What stands above the first rule that begins a step would otherwise be passed over. */
    @Test
    void noActButTheLookAfterACallPassesAnAbortAndAClosedGate() {
        Set<RunFact> stopped = EnumSet.of(RunFact.ABORT_ASKED, RunFact.GATE_CLOSED);

        assertThat(Arrays.stream(NextRule.values())
                        .filter(rule -> rule.act() == NextAct.Kind.BEGIN)
                        .filter(rule -> {
                            Set<RunFact> facts = EnumSet.copyOf(stopped);
                            facts.addAll(rule.facts());
                            return NextRule.fitting(facts).act() == NextAct.Kind.BEGIN;
                        }))
                .containsExactly(NextRule.STEP_BACK);
    }

    @Test
    void isRenderedAsItStandsInTheCode() {
        StringBuilder page = new StringBuilder("""
                # What a run does next

                Written by `NextRuleTest` from the table in the code, which it compares with this page. `DecideNext` reads the run's record, finds
                the facts, and takes the first row all of whose facts hold. See also [ADR 29](adr/0029-one-decision-says-what-a-run-does-next.md).

                | If | Then | Because |
                |---|---|---|
                """);
        for (NextRule rule : NextRule.values()) {
            page.append("| %s | %s | %s |\n"
                    .formatted(
                            rule.facts().isEmpty()
                                    ? "none of these"
                                    : rule.facts().stream().map(RunFact::words).collect(Collectors.joining(", and ")),
                            word(rule.act()),
                            rule.why()));
        }
        Golden.check(PAGE, page.toString());
    }

    private static String word(NextAct.Kind act) {
        return switch (act) {
            case CHECK -> "check the cluster and plan";
            case BEGIN -> "begin the first step that is not done: plan, arm, start";
            case FOLLOW -> "watch the call";
            case PROVE -> "prove the step";
            case WAIT -> "wait, then decide again";
            case END -> "end, and report";
            case LEAVE -> "leave, without a word";
        };
    }
}
