package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScenarioSharesTest {
    private static final ScenarioShares FEW = new ScenarioShares(Map.of("a", 1.0, "b", 1.0, "seldom", 0.1));
    private static final ScenarioShares ONE_MORE =
            new ScenarioShares(Map.of("a", 1.0, "added", 1.0, "b", 1.0, "seldom", 0.1));

    @Test
    void givesEachScenarioItsShare() {
        Map<String, Long> seeds =
                LongStream.range(0, 21_000).boxed().collect(Collectors.groupingBy(FEW::of, Collectors.counting()));

        assertThat(seeds.get("a")).isCloseTo(10_000, within(500L));
        assertThat(seeds.get("b")).isCloseTo(10_000, within(500L));
        assertThat(seeds.get("seldom")).isCloseTo(1_000, within(200L));
    }

    @Test
    void leavesASeedWhatItWasUnlessItGoesToTheScenarioThatIsAdded() {
        LongStream.range(0, 1_000).forEach(seed -> assertThat(ONE_MORE.of(seed)).isIn("added", FEW.of(seed)));
    }
}
