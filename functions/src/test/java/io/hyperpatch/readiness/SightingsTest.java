package io.hyperpatch.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");

    private final ClusterFixture fixture =
            new ClusterFixture().with(cluster -> cluster.put("NodeProvisioningMode", "Continuous"));
    private final Sightings sightings = new Sightings(new InMemoryStore());

    @Test
    void remembersSinceWhenTheCountsStandStill() {
        counts(62, 64);

        assertThat(see(Duration.ZERO).shortages()).isEqualTo(Map.of("gpu", FIRST));
        assertThat(see(Duration.ofMinutes(15)).shortages()).isEqualTo(Map.of("gpu", FIRST));
    }

    @Test
    void beginsAnewWhenANodeComes() {
        counts(62, 64);
        see(Duration.ZERO);
        counts(63, 64);

        assertThat(see(Duration.ofMinutes(15)).shortages())
                .isEqualTo(Map.of("gpu", FIRST.plus(Duration.ofMinutes(15))));
    }

    @Test
    void forgetsAShortageThatIsOver() {
        counts(62, 64);
        see(Duration.ZERO);
        counts(64, 64);
        assertThat(see(Duration.ofMinutes(5)).shortages()).isEmpty();
        counts(62, 64);

        assertThat(see(Duration.ofMinutes(20)).shortages())
                .isEqualTo(Map.of("gpu", FIRST.plus(Duration.ofMinutes(20))));
    }

    @Test
    void takesEqualCountsOfAnotherDayForChance() {
        counts(62, 64);
        see(Duration.ZERO);

        assertThat(see(Duration.ofDays(1)).shortages()).isEqualTo(Map.of("gpu", FIRST.plus(Duration.ofDays(1))));
    }

    @Test
    void remembersAnUnknownStatusOverWeeks() {
        fixture.group("system", group -> group.put("SoftwareUpdateStatus", "SucceededWithWarnings"));
        see(Duration.ZERO);

        assertThat(see(Duration.ofDays(10)).statuses()).isEqualTo(Map.of("system", FIRST));
    }

    @Test
    void beginsAnewWithAnotherUnknownStatus() {
        fixture.group("system", group -> group.put("SoftwareUpdateStatus", "SucceededWithWarnings"));
        see(Duration.ZERO);
        fixture.group("system", group -> group.put("SoftwareUpdateStatus", "Pondering"));

        assertThat(see(Duration.ofDays(10)).statuses()).isEqualTo(Map.of("system", FIRST.plus(Duration.ofDays(10))));
    }

    @Test
    void seesNothingOddInAWholeCluster() {
        assertThat(see(Duration.ZERO)).isEqualTo(Remembered.NOTHING);
    }

    @Test
    void takesAStatusThatNobodyKnowsForAnEndOnceItHasStoodForADay() {
        fixture.group("system", group -> group.put("SoftwareUpdateStatus", "SucceededWithWarnings"));

        assertThat(underWay(Duration.ZERO)).containsExactly("system");
        assertThat(underWay(Duration.ofDays(1).minusSeconds(1))).containsExactly("system");
        assertThat(underWay(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void takesAStatusThatNobodyKnowsForWorkWhileAConfigurationIsInEffect() {
        fixture.group("system", group -> group.put("SoftwareUpdateStatus", "Pondering")
                .putObject("ActiveSoftwareUpdateConfig"));
        underWay(Duration.ZERO);

        assertThat(underWay(Duration.ofDays(9))).containsExactly("system");
    }

    @Test
    void aLookAtAStatusLeavesTheShortagesAlone() {
        counts(62, 64);
        see(Duration.ZERO);
        fixture.group("system", group -> group.put("SoftwareUpdateStatus", "SucceededWithWarnings"));
        counts(61, 64);
        underWay(Duration.ofMinutes(5));
        counts(62, 64);

        assertThat(see(Duration.ofMinutes(15)).shortages()).isEqualTo(Map.of("gpu", FIRST));
    }

    private List<String> underWay(Duration later) {
        return sightings.explain(fixture.cluster(), FIRST.plus(later)).groups().stream()
                .filter(InstanceGroup::updateUnderWay)
                .map(InstanceGroup::name)
                .toList();
    }

    private void counts(int current, int target) {
        fixture.group("gpu", group -> group.put("CurrentCount", current).put("TargetCount", target));
    }

    private Remembered see(Duration later) {
        return sightings.see(fixture.cluster(), FIRST.plus(later));
    }
}
