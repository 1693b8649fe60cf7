package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.placement.Mischief;
import io.hyperpatch.rehearsal.placement.PlacementTally;
import io.hyperpatch.rehearsal.placement.PlacementTally.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The result of placed faults, as the page shows it. */
final class PlacementPage {
    private PlacementPage() {}

    /** @param commit from which it was played */
    static String markdown(PlacementTally tally, Duration wallTime, String commit, Machine machine) {
        StringBuilder text = new StringBuilder();
        text.append("Commit `").append(commit).append("`: ");
        text.append(CampaignPage.number(tally.all().placed()));
        text.append(" rehearsals in ").append(ResultText.duration(wallTime));
        text.append(" on ").append(machine).append(".\n\n");
        text.append(
                tally.broken().isEmpty()
                        ? "**No invariant is broken.**\n"
                        : "**Rehearsals that broke an invariant: "
                                + CampaignPage.number(tally.broken().size()) + ".**\n");
        rows(tally, text);
        invariants(tally, text);
        return text.toString();
    }

    private static void rows(PlacementTally tally, StringBuilder text) {
        List<String> outcomes =
                new ArrayList<>(new TreeSet<>(tally.all().outcomes().keySet()));
        text.append("\n| fault | rehearsals | struck |");
        outcomes.forEach(outcome -> text.append(" `").append(outcome).append("` |"));
        text.append(" broken |\n|---|--:|--:|--:|")
                .append("--:|".repeat(outcomes.size()))
                .append("\n");
        tally.rows().forEach((kinds, row) -> row(name(kinds), row, outcomes, text));
        row("all", tally.all(), outcomes, text);
    }

    private static String name(List<Mischief> kinds) {
        return kinds.stream().map(Mischief::words).collect(Collectors.joining("; then "));
    }

    private static void row(String name, Row row, List<String> outcomes, StringBuilder text) {
        text.append("| ").append(name);
        text.append(" | ").append(CampaignPage.number(row.placed()));
        text.append(" | ").append(CampaignPage.number(row.struck())).append(" |");
        outcomes.forEach(outcome -> text.append(" ")
                .append(CampaignPage.number(row.outcomes().getOrDefault(outcome, 0L)))
                .append(" |"));
        text.append(" ").append(CampaignPage.number(row.broken())).append(" |\n");
    }

    private static void invariants(PlacementTally tally, StringBuilder text) {
        Map<String, Long> broken = tally.brokenBy();
        text.append("\n| invariant | looked at | broken in |\n|---|--:|--:|\n");
        tally.checks().forEach((name, checks) -> text.append("| ")
                .append(name.replace('-', ' '))
                .append(" | ")
                .append(CampaignPage.number(checks))
                .append(" | ")
                .append(CampaignPage.number(broken.getOrDefault(name, 0L)))
                .append(" |\n"));
    }
}
