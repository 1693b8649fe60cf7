package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.hostile.CampaignResult;
import java.io.PrintWriter;
import java.util.Map;

/** What hostile rehearsals showed, for people. */
final class CampaignText {
    private CampaignText() {}

    static void print(CampaignResult result, PrintWriter out) {
        out.println(
                result.runs() + " hostile rehearsals in " + result.wallTime().toSeconds() + " s");
        table("rehearsals by the outcome of their first event", result.outcomes(), out);
        table("events by outcome", result.events(), out);
        table("faults that struck, by kind", result.struck(), out);
        table("unknowns of the service that were turned another way", result.settings(), out);
        table("invariants, and how often each was looked at", result.checks(), out);
        out.println("slowest seeds:");
        result.slowest()
                .forEach(each -> out.printf(
                        "  %-8d %6d ms  %s%n",
                        each.plan().seed(),
                        each.wallTime().toMillis(),
                        each.plan().scenario()));
        out.println(
                result.broken().isEmpty()
                        ? "No invariant is broken."
                        : result.broken().size() + " seeds broke an invariant:");
        result.broken().forEach(each -> each.broken()
                .forEach(invariant -> out.println("  seed "
                        + each.plan().seed() + " (" + each.plan().scenario() + ") " + invariant.name() + ": "
                        + invariant.broken().getFirst().lines().findFirst().orElse(""))));
    }

    private static void table(String title, Map<String, Long> counts, PrintWriter out) {
        out.println(title + ":");
        counts.forEach((name, count) -> out.printf("  %9d  %s%n", count, name));
    }
}
