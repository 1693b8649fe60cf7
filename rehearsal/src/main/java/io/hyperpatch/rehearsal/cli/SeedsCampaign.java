package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.hostile.Campaign;
import io.hyperpatch.rehearsal.hostile.CampaignResult;
import io.hyperpatch.rehearsal.hostile.HostilePlans;
import io.hyperpatch.rehearsal.hostile.SeedRange;
import io.hyperpatch.rehearsal.hostile.SeedResult;
import io.hyperpatch.rehearsal.hostile.Seeds;
import io.hyperpatch.rehearsal.hostile.Shrinker;
import java.io.PrintWriter;
import java.util.Optional;
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

    /** @param page where the result is to stand as well */
    int play(SeedRange range, Optional<MarkedPage> page) {
        Machine machine = Machine.here();
        CampaignResult result = played(range);
        if (output.json()) {
            output.document(CampaignDocument.of(result));
        } else {
            CampaignText.print(result, output.out());
        }
        page.ifPresent(each -> each.show(CampaignPage.markdown(range, result, machine)));
        PrintWriter details = output.people();
        result.broken().stream().limit(MOST_EXPLAINED).forEach(broken -> explain(broken, details));
        if (range.size() == 1 && result.broken().isEmpty()) {
            new Shrinker(seeds)
                    .timeline(new HostilePlans().draw(range.first()))
                    .lines()
                    .forEach(details::println);
        }
        details.flush();
        return ExitStatus.of(result);
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
