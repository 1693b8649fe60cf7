package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.image.ReleaseVersion;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionWatchTest {
    private static final Instant START = Instant.parse("2026-11-21T06:00:00Z");
    private static final String BEGAN = "2026-11-21T05:56:00Z";

    private VersionWatch watch = VersionWatch.first(Optional.of("UpToDate"), START.minusSeconds(240));
    private Instant now = START.minusSeconds(240);

    @BeforeEach
    void believesThatAGroupIsUpToDate() {
        read("UpToDate", 4);
    }

    private void read(String status, int times) {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(60);
            watch = watch.read(Optional.of(status), now);
        }
    }

    @Test
    void believesAnotherStatusAfterFiveReadingsAMinuteApart() {
        read("SecurityUpdateRequired", 4);
        assertThat(watch.status()).contains("UpToDate");
        assertThat(watch.undecided()).isTrue();
        assertThat(watch.identity()).isEqualTo(BEGAN);

        read("SecurityUpdateRequired", 1);
        assertThat(watch.status()).contains("SecurityUpdateRequired");
        assertThat(watch.undecided()).isFalse();
        assertThat(watch.identity()).isEqualTo("2026-11-21T06:05:00Z");
    }

    @Test
    void believesAFirstUpToDateAfterFiveReadingsOnly() {
        watch = VersionWatch.first(Optional.of("UpToDate"), now);
        read("UpToDate", 3);
        assertThat(watch.status()).isEmpty();
        assertThat(watch.undecided()).isTrue();

        read("UpToDate", 1);
        assertThat(watch.status()).contains("UpToDate");
        assertThat(watch.undecided()).isFalse();
        assertThat(watch.identity()).isEqualTo("2026-11-21T06:00:00Z");
    }

    @Test
    void takesAFirstUpToDateForAFlapOnceAnUpdateIsShown() {
        watch = VersionWatch.first(Optional.of("UpToDate"), now);
        read("SecurityUpdateRequired", 1);
        assertThat(watch.status()).contains("SecurityUpdateRequired");
        assertThat(watch.undecided()).isFalse();

        read("UpToDate", 4);
        assertThat(watch.status()).contains("SecurityUpdateRequired");
    }

    @Test
    void believesAFirstStatusThatAsksForAnUpdate() {
        watch = VersionWatch.first(Optional.of("UpdateAvailable"), now);

        assertThat(watch.status()).contains("UpdateAvailable");
        assertThat(watch.undecided()).isFalse();
    }

    @Test
    void isNotMovedByAStatusThatFlaps() {
        for (int i = 0; i < 20; i++) {
            read("UpdateAvailable", 4);
            read("UpToDate", 1);
            assertThat(watch.undecided()).isFalse();
        }

        assertThat(watch.identity()).isEqualTo(BEGAN);
    }

    @Test
    void countsNoReadingTwice() {
        for (int i = 0; i < 50; i++) {
            now = now.plusMillis(900);
            watch = watch.read(Optional.of("UpdateAvailable"), now);
        }

        assertThat(watch.readings()).isEqualTo(1);
    }

    @Test
    void keepsWhatStandsForDefaultWhenTheGroupComesUpToDateOrGoesFromOneReasonToAnother() {
        read("UpdateAvailable", 5);
        String identity = watch.identity();

        read("SecurityUpdateRequired", 5);
        read("UpToDate", 5);

        assertThat(watch.status()).contains("UpToDate");
        assertThat(watch.identity()).isEqualTo(identity);
    }

    @Test
    void letsDefaultMeanAnotherImageAfterAWeek() {
        Instant weekLater = watch.since().plus(Duration.ofDays(7));
        watch = watch.read(Optional.of("UpToDate"), weekLater.minusSeconds(1));
        assertThat(watch.identity()).isEqualTo(BEGAN);

        watch = watch.read(Optional.of("UpToDate"), weekLater);
        assertThat(watch.identity()).isEqualTo(weekLater.toString());
    }

    @Test
    void isNotMovedByAnAnswerThatShowsNoStatus() {
        read("UpdateAvailable", 3);
        watch = watch.read(Optional.empty(), now.plusSeconds(60));

        assertThat(watch.status()).contains("UpToDate");
        assertThat(watch.undecided()).isFalse();
    }

    @Test
    void isStoredPerGroup() {
        VersionWatches watches = new VersionWatches(new InMemoryStore());
        for (int i = -4; i <= 5; i++) {
            Cluster cluster = showing(i <= 0 ? "UpToDate" : "EndOfLife");
            Instant at = START.plusSeconds(60L * i);
            watch = watches.read(cluster.arn(), cluster.group("gpu").orElseThrow(), at);
        }
        Cluster cluster = showing("EndOfLife");

        assertThat(watch.identity()).isEqualTo("2026-11-21T06:05:00Z");
        assertThat(watches.read(cluster.arn(), cluster.group("system").orElseThrow(), START.plusSeconds(600)))
                .isEqualTo(VersionWatch.first(Optional.empty(), START.plusSeconds(600)));
    }

    @Test
    void remembersWhenAVersionWasFirstSeenByOrchestrator() {
        VersionWatches watches = new VersionWatches(new InMemoryStore());
        ReleaseVersion version = ReleaseVersion.of("1.3.0").orElseThrow();

        assertThat(watches.firstSeen("EKS", version, START)).isEqualTo(START);
        assertThat(watches.firstSeen("EKS", version, START.plusSeconds(900))).isEqualTo(START);
        assertThat(watches.firstSeen("SLURM", version, START.plusSeconds(900))).isEqualTo(START.plusSeconds(900));
    }

    private static Cluster showing(String status) {
        return new ClusterFixture()
                .group("gpu", group -> group.put("ImageVersionStatus", status))
                .cluster();
    }
}
