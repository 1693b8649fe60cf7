package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A sample of what {@code ./hyperpatch rehearse --seeds} plays by the thousand. */
class HostileRehearsalsTest {
    private static final int THREADS = 2;

    private final Seeds seeds = new Seeds(new HostilePlans());

    @Test
    void noOrderOfFaultsBreaksAnInvariant() {
        CampaignResult result = new Campaign(seeds, THREADS).play(SeedRange.of("1..150"), each -> {});

        assertThat(result.runs()).isEqualTo(150);
        assertThat(result.struck()).as("hazards that struck").hasSizeGreaterThan(15);
        assertThat(result.broken().stream()
                        .filter(broken -> !ExpectedRed.excuses(broken.plan()))
                        .map(broken -> "seed " + broken.plan().seed() + " ("
                                + broken.plan().scenario() + "): " + broken.broken())
                        .toList())
                .as("replay with ./hyperpatch rehearse --seeds N..N")
                .isEmpty();
    }

    @Test
    void aSeedReplaysToTheSameTimeline() {
        HostilePlan plan = new HostilePlans().draw(8);

        List<String> first = new Shrinker(seeds).timeline(plan).lines();

        assertThat(first).hasSizeGreaterThan(5);
        assertThat(new Shrinker(new Seeds(new HostilePlans())).timeline(plan).lines())
                .isEqualTo(first);
    }
}
