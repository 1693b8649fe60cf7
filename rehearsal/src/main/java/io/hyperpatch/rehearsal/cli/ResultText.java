package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.TriggerEnd;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code rehearse} tells people at the end. */
final class ResultText {
    private static final String RULE = "-".repeat(100);

    private ResultText() {}

    static void print(RehearsalResult result, PrintWriter out) {
        if (WeeksText.suits(result)) {
            WeeksText.print(result, out);
        } else {
            each(result, out);
        }
        if (result.declared() && result.surprises().isEmpty()) {
            out.println("Scenario    ended as it declares");
        }
        out.println("Invariants  " + invariants(result));
        out.println("Time        " + duration(result.figures().virtualTime()) + " of virtual time in "
                + String.format(Locale.ROOT, "%.1f s", result.wallTime().toMillis() / 1000.0));
        out.println("Workflows   " + result.figures().transitions() + " transitions; "
                + result.figures().historyEvents() + " history events, "
                + result.figures().longestHistory() + " of them in the longest execution");
        out.println("API calls   "
                + result.figures().apiCalls().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        result.figures()
                .apiCalls()
                .forEach((action, count) -> out.printf(Locale.ROOT, "            %6d  %s%n", count, action));
        if (!result.faultsStruck().isEmpty()) {
            out.println("Faults      "
                    + result.faultsStruck().entrySet().stream()
                            .sorted(java.util.Map.Entry.comparingByKey())
                            .map(fault -> fault.getKey() + " " + fault.getValue())
                            .collect(Collectors.joining(", ")));
        }
        out.flush();
    }

    /** Every mail that counts, and every outcome. */
    private static void each(RehearsalResult result, PrintWriter out) {
        messages(result).forEach(message -> {
            out.println();
            out.println(RULE);
            out.println("Subject: " + message.subject().orElse(""));
            out.println();
            out.println(message.body().stripTrailing());
            out.println(RULE);
        });
        out.println();
        for (TriggerEnd end : result.triggers()) {
            out.println("Outcome     " + end.outcome() + run(end));
            if (!end.outcome().equals("Verified")) {
                out.println("            " + end.reason());
            }
            result.resolved(end).ifPresent(word -> out.println("Afterwards  " + word));
        }
        result.later()
                .forEach(run -> out.println("Later       " + run.path("outcome").asText() + " (run "
                        + run.path("run").asText() + ")"));
    }

    /** The last word, and before it what people read while an image was waiting. */
    private static Collection<Message> messages(RehearsalResult result) {
        Set<Message> messages = new LinkedHashSet<>();
        result.triggers().stream()
                .filter(end -> end.outcome().equals("Deferred"))
                .forEach(end -> result.notification(end).ifPresent(messages::add));
        result.notification().ifPresent(messages::add);
        return messages;
    }

    private static String run(TriggerEnd end) {
        return end.run().map(run -> " (run " + run + ")").orElse("");
    }

    private static String invariants(RehearsalResult result) {
        long held = result.invariants().stream().filter(Invariant::held).count();
        int checks = result.invariants().stream().mapToInt(Invariant::checks).sum();
        return held + " of " + result.invariants().size() + " held, in " + checks + " checks";
    }

    /** Days and hours to the minute; seconds only below an hour. */
    static String duration(Duration duration) {
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        String days = duration.toDays() > 0 ? duration.toDays() + " d " : "";
        return days + duration.toHoursPart() + " h " + duration.toMinutesPart() + " min";
    }
}
