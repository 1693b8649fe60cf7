package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.page.GeneratedPage;
import io.hyperpatch.run.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the documentation says of outcomes is what the code knows of them; {@code -Dregenerate=true} writes it anew. */
class OutcomePassagesTest {

    @Test
    void explainEveryOutcome() {
        String rows = Arrays.stream(Outcome.values())
                .map(outcome ->
                        "| `" + outcome.word() + "` | " + outcome.meaning() + " | " + exitStatus(outcome) + " |\n")
                .collect(Collectors.joining());

        GeneratedPage.README.mustShow(
                "outcomes", "| Outcome | What it means to you | Exit status |\n|---|---|---|\n" + rows);
    }

    private static String exitStatus(Outcome outcome) {
        return switch (outcome) {
            case DUPLICATE ->
                ExitStatus.GOAL_REACHED + " if that run reached its goal, else " + ExitStatus.OTHER_OUTCOME;
            case DEFERRED -> ExitStatus.OTHER_OUTCOME + ", or that of the run which then begins";
            default ->
                String.valueOf(ExitStatus.isGoal(outcome.word()) ? ExitStatus.GOAL_REACHED : ExitStatus.OTHER_OUTCOME);
        };
    }

    @ParameterizedTest
    @EnumSource
    void fitIntoOneCellOfATable(Outcome outcome) {
        assertThat(outcome.meaning()).endsWith(".").doesNotContain("|", "\n");
    }

    @Test
    void sayWhichRunsBlockTheirImage() {
        List<String> words = words(Outcome::blocksThePin);

        GeneratedPage.docs("operate.md")
                .mustShow(
                        "blocked",
                        "- A blocked image did harm in the groups that are named (the run ended "
                                + String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast()
                                + "), or a person holds it back. Find out why [before you unblock it](#unblock-an-image).");
    }

    @Test
    void sayOfWhichRunsNobodyNeedsToHear() {
        String words = words(Outcome::needsNobody).stream()
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(", "));

        GeneratedPage.docs("deploy.md").mustShow("filter", """
                ```
                aws sns set-subscription-attributes --subscription-arn ARN --attribute-name FilterPolicy \\
                    --attribute-value '{"outcome": [{"anything-but": [%s]}]}'
                ```
                """.formatted(words));
    }

    private static List<String> words(Predicate<Outcome> of) {
        return Arrays.stream(Outcome.values()).filter(of).map(Outcome::word).toList();
    }
}
