package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.TriggerEnd;
import io.hyperpatch.rehearsal.run.Weeks;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The view of a rehearsal of many weeks: a table of cluster by week, and counts in the place of lists. */
final class WeeksText {
    private static final Duration MANY_WEEKS = Duration.ofDays(56);
    private static final int WEEKS_IN_A_ROW = 13;

    private WeeksText() {}

    /** Says whether there is too much to be told one by one. */
    static boolean suits(RehearsalResult result) {
        return result.figures().virtualTime().compareTo(MANY_WEEKS) > 0;
    }

    static void print(RehearsalResult result, PrintWriter out) {
        Weeks weeks = Weeks.of(result);
        out.println();
        out.println(
                "What each cluster runs at the end of each week: 1 is the first image that was created since the start ("
                        + weeks.images().stream().findFirst().orElse("none") + "), 0 what it ran before.");
        out.println("x10: image 10 was begun and rolled back in that week; h20: image 20 was installed by hand; <: the"
                + " cluster went back to an older image.");
        int count = weeks.rows().getFirst().weeks().size();
        for (int first = 0; first < count; first += WEEKS_IN_A_ROW) {
            out.println();
            table(weeks, first, Math.min(count, first + WEEKS_IN_A_ROW)).print(out);
        }
        out.println();
        out.println("Events      " + counts(result.triggers().stream().map(TriggerEnd::outcome)));
        out.println("Reports     "
                + counts(result.evidence().reports().stream()
                        .map(report -> report.detail().path("outcome").asText())));
        out.println("Mails       "
                + counts(result.evidence().messages().stream()
                        .map(message -> message.subject().orElse("").split("[: ]", 2)[0])));
    }

    private static Columns table(Weeks weeks, int from, int to) {
        Columns table = new Columns(
                Stream.concat(Stream.of("week"), IntStream.range(from, to).mapToObj(week -> String.valueOf(week + 1)))
                        .toArray(String[]::new));
        weeks.rows().forEach(row -> {
            List<String> cells = new ArrayList<>(List.of(row.cluster()));
            row.weeks().subList(from, to).forEach(week -> cells.add(cell(week)));
            table.row(cells);
        });
        return table;
    }

    private static String cell(Weeks.Week week) {
        return Stream.of(
                        Stream.of(numbers(week.runs()) + (week.returned() ? "<" : "")),
                        week.rolledBack().stream().map(image -> "x" + image),
                        week.byHand().stream().map(image -> "h" + image))
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
    }

    private static String numbers(Collection<Integer> images) {
        return images.stream().sorted().map(String::valueOf).collect(Collectors.joining("+"));
    }

    private static String counts(Stream<String> words) {
        Map<String, Long> counts =
                words.collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
