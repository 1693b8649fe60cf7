package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.hostile.CampaignResult;
import io.hyperpatch.rehearsal.hostile.SeedRange;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The result of hostile rehearsals as the page shows it. */
final class CampaignPage {
    static final String MARK = "campaign";

    private CampaignPage() {}

    static String markdown(SeedRange range, CampaignResult result, Machine machine) {
        StringBuilder text = new StringBuilder();
        text.append("Seeds ")
                .append(range.first())
                .append("..")
                .append(range.last())
                .append(": ");
        text.append(number(result.runs())).append(" rehearsals in ").append(ResultText.duration(result.wallTime()));
        text.append(" (")
                .append(ResultText.duration(
                        result.wallTime().multipliedBy(1_000).dividedBy(result.runs())));
        text.append(" for each 1,000) on ").append(machine).append(".\n\n");
        text.append(
                result.broken().isEmpty()
                        ? "**No invariant is broken.**\n"
                        : "**Seeds that broke an invariant: "
                                + number(result.broken().size()) + ".**\n");
        table("outcome of the first event", "rehearsals", result.outcomes(), text);
        table("fault that really struck", "times", result.struck(), text);
        table("unknown of the service, turned another way", "times", result.settings(), text);
        invariants(result, text);
        return text.toString();
    }

    private static void table(String head, String counted, Map<String, Long> counts, StringBuilder text) {
        text.append("\n| ").append(head).append(" | ").append(counted).append(" |\n|---|--:|\n");
        counts.forEach((name, count) -> text.append("| `")
                .append(name)
                .append("` | ")
                .append(number(count))
                .append(" |\n"));
    }

    private static void invariants(CampaignResult result, StringBuilder text) {
        Map<String, Long> broken = new TreeMap<>();
        result.broken()
                .forEach(each -> each.broken().forEach(invariant -> broken.merge(invariant.name(), 1L, Long::sum)));
        text.append("\n| invariant | looked at | broken in |\n|---|--:|--:|\n");
        result.checks().forEach((name, checks) -> text.append("| ")
                .append(name.replace('-', ' '))
                .append(" | ")
                .append(number(checks))
                .append(" | ")
                .append(number(broken.getOrDefault(name, 0L)))
                .append(" |\n"));
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
