package io.hyperpatch.rehearsal.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The later tables of {@code docs/mutants.md}: rules that are shown by a situation each, and rules that others cover. */
final class SituationsPage {
    private static final Path FILE = Path.of("../docs/mutants.md");
    private static final String BEGIN = "<!-- situations -->\n";
    private static final String END = "<!-- /situations -->";
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

    static String tables() throws IOException {
        String page = Files.readString(FILE);
        return page.substring(from(page), page.indexOf(END));
    }

    static void write(List<Situation> situations, List<Covered> covered) throws IOException {
        String page = Files.readString(FILE);
        Files.writeString(
                FILE,
                page.substring(0, from(page)) + tablesOf(situations, covered) + page.substring(page.indexOf(END)));
    }

    static String tablesOf(List<Situation> situations, List<Covered> covered) {
        return situations.stream().map(SituationsPage::line).collect(Collectors.joining("", SHOWN, ""))
                + covered.stream().map(SituationsPage::line).collect(Collectors.joining("", COVERED, "\n"));
    }

    private static String line(Situation situation) {
        return "| " + situation.title() + " | " + situation.protects() + " | `" + situation.scenario() + "`: "
                + situation.description() + " | `" + situation.invariant() + "` |\n";
    }

    private static String line(Covered covered) {
        return "| " + covered.title() + " | `" + covered.scenario() + "`: " + covered.description() + " | "
                + covered.by() + " |\n";
    }

    private static int from(String page) {
        return page.indexOf(BEGIN) + BEGIN.length();
    }
}
