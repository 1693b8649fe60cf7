package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.rehearsal.page.GeneratedPage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The later tables of {@code docs/mutants.md}: rules that are shown by a situation each, and rules that
 * others cover.
 */
final class SituationsPage {
    private static final GeneratedPage PAGE = GeneratedPage.docs("mutants.md");
    private static final String SHOWN = """
            | Switched off | What it keeps true | The situation | Invariant that breaks |
            |---|---|---|---|
            """;
    private static final String COVERED = """

            Some rules stand behind others: with one of these switched off, the run ends as it did, because of the rule in the last column.

            | Switched off | The situation | What covers it |
            |---|---|---|
            """;

    private SituationsPage() {}

    static void mustShow(List<Situation> situations, List<Covered> covered) {
        PAGE.mustShow("situations", tablesOf(situations, covered));
    }

    private static String tablesOf(List<Situation> situations, List<Covered> covered) {
        return situations.stream().map(SituationsPage::line).collect(Collectors.joining("", SHOWN, ""))
                + covered.stream().map(SituationsPage::line).collect(Collectors.joining("", COVERED, ""));
    }

    private static String line(Situation situation) {
        return "| " + situation.title() + " | " + situation.protects() + " | `" + situation.scenario() + "`: "
                + situation.description() + " | `" + situation.invariant() + "` |\n";
    }

    private static String line(Covered covered) {
        return "| " + covered.title() + " | `" + covered.scenario() + "`: " + covered.description() + " | "
                + covered.by() + " |\n";
    }
}
