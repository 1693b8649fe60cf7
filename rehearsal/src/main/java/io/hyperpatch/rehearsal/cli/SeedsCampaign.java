package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.hostile.Campaign;
import io.hyperpatch.rehearsal.hostile.CampaignResult;
import io.hyperpatch.rehearsal.hostile.HostilePlans;
import io.hyperpatch.rehearsal.hostile.SeedRange;
import io.hyperpatch.rehearsal.hostile.SeedResult;
import io.hyperpatch.rehearsal.hostile.Seeds;
import io.hyperpatch.rehearsal.hostile.Shrinker;
import java.io.PrintWriter;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** {@code rehearse --seeds}: plays hostile rehearsals and says what they showed. */
final class SeedsCampaign {
    /** More would bury the first, and one defect usually breaks many seeds. */
    private static final int MOST_EXPLAINED = 3;

    private final Output output;
    private final Seeds seeds = new Seeds(new HostilePlans());

    SeedsCampaign(Output output) {
        this.output = output;
    }

    int play(SeedRange range) {
        CampaignResult result = played(range);
        if (output.json()) {
            output.document(document(result));
        } else {
            summary(result, output.out());
        }
        PrintWriter details = output.people();
        result.broken().stream().limit(MOST_EXPLAINED).forEach(broken -> explain(broken, details));
        if (range.size() == 1 && result.broken().isEmpty()) {
            new Shrinker(seeds)
                    .timeline(new HostilePlans().draw(range.first()))
                    .lines()
                    .forEach(details::println);
        }
        details.flush();
        return result.broken().isEmpty() ? ExitStatus.GOAL_REACHED : ExitStatus.BROKEN;
    }

    private CampaignResult played(SeedRange range) {
        Campaign campaign = new Campaign(seeds, Runtime.getRuntime().availableProcessors());
        if (!"true".equals(System.getenv("HYPERPATCH_TERMINAL"))) {
            return campaign.play(range, each -> {});
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("rehearsals")
                .setInitialMax(range.size())
                .setStyle(ProgressBarStyle.ASCII)
                .build()) {
            return campaign.play(range, each -> {
                bar.step();
                if (!each.held()) {
                    bar.setExtraMessage(" seed " + each.plan().seed() + " broke an invariant");
                }
            });
        }
    }

    private static ObjectNode document(CampaignResult result) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("runs", result.runs());
        result.outcomes().forEach(document.putObject("outcomes")::put);
        result.struck().forEach(document.putObject("faults")::put);
        result.checks().forEach(document.putObject("checks")::put);
        ArrayNode broken = document.putArray("broken");
        result.broken().forEach(each -> each.broken().forEach(invariant -> broken.addObject()
                .put("seed", each.plan().seed())
                .put("scenario", each.plan().scenario())
                .put("invariant", invariant.name())
                .put("why", invariant.broken().getFirst())));
        document.put("wallMillis", result.wallTime().toMillis());
        return document;
    }

    private static void summary(CampaignResult result, PrintWriter out) {
        out.println(
                result.runs() + " hostile rehearsals in " + result.wallTime().toSeconds() + " s");
        table("events by outcome", result.outcomes(), out);
        table("hazards that struck, by kind", result.struck(), out);
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

    private void explain(SeedResult broken, PrintWriter out) {
        Shrinker shrinker = new Shrinker(seeds);
        SeedResult smallest = shrinker.shrink(broken);
        out.println();
        out.println("seed " + broken.plan().seed() + ", scenario "
                + broken.plan().scenario() + ": of " + broken.plan().hazards().size() + " hazards these "
                + smallest.plan().hazards().size() + " are enough:");
        smallest.plan().hazards().forEach(hazard -> out.println("  " + hazard));
        smallest.broken()
                .forEach(invariant ->
                        invariant.broken().forEach(why -> out.println("broken: " + invariant.name() + ": " + why)));
        shrinker.timeline(smallest.plan()).lines().forEach(out::println);
    }
}
