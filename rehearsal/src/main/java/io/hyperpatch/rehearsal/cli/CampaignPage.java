package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.hostile.CampaignResult;
import io.hyperpatch.rehearsal.hostile.SeedRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A Markdown page in which the result of hostile rehearsals stands between two marks. */
final class CampaignPage {
    private static final String FROM = "<!-- campaign -->\n";
    private static final String TO = "<!-- /campaign -->";

    private final Path file;

    private CampaignPage(Path file) {
        this.file = file;
    }

    /**
     * Looks at the page before anything is played.
     *
     * @throws IllegalArgumentException if there is no such file, or it lacks the marks
     */
    static CampaignPage at(Path file) {
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new IllegalArgumentException(
                    "--page " + file + " is no file that can be written: give a Markdown page");
        }
        String text = read(file);
        int from = text.indexOf(FROM);
        if (from < 0 || text.indexOf(TO, from) < 0) {
            throw new IllegalArgumentException("--page " + file + " has no place for the result: write the lines "
                    + FROM.strip() + " and " + TO + " where it is to stand");
        }
        return new CampaignPage(file);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("--page " + file + " cannot be read as text: " + e, e);
        }
    }

    void show(SeedRange range, CampaignResult result, Machine machine) {
        try {
            String text = Files.readString(file);
            int from = text.indexOf(FROM) + FROM.length();
            int to = text.indexOf(TO, from);
            Files.writeString(
                    file,
                    text.substring(0, from) + "\n" + markdown(range, result, machine) + "\n" + text.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
