package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeedsTest {
    private final HostilePlans plans = new HostilePlans();

    @Test
    void drawsWhatHappensToTheClusterAlsoWhereTwoNodesAreOneAndTheSame() {
        assertThat(LongStream.rangeClosed(1, 100_000)
                        .mapToObj(seed -> new ClusterHazards(new Draw(seed), plans.setting("success")).draw()))
                .doesNotContainNull();
    }

    @Test
    void aSeedThatCannotBeDrawnIsBrokenAndTheOthersArePlayed() {
        Seeds seeds = new Seeds(plans::setting, seed -> {
            if (seed == 2) {
                throw new IllegalArgumentException("duplicate element: gpu/10");
            }
            return new HostilePlan(seed, "image-refused-exists", List.of());
        });
        List<SeedResult> played = new ArrayList<>();

        CampaignResult result = new Campaign(seeds, 1).play(new SeedRange(1, 3), played::add);

        assertThat(result.runs()).isEqualTo(3);
        assertThat(result.broken()).singleElement().satisfies(broken -> {
            assertThat(broken.plan().seed()).isEqualTo(2);
            assertThat(broken.broken()).singleElement().satisfies(invariant -> {
                assertThat(invariant.name()).isEqualTo("the-seed-can-be-drawn");
                assertThat(invariant.broken().getFirst()).contains("duplicate element: gpu/10");
            });
        });
        assertThat(played).hasSize(3);
    }
}
