package io.hyperpatch.reconcile;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Instant NOW = CALLED_AT.plus(Duration.ofHours(3));

    private static Lease lease(Lease.State state, long token, Instant since) {
        return new Lease(state, "holder", RUN, token, since);
    }

    @Test
    void whereEveryLeaseIsFreeNothingStands() {
        Standing standing = Standing.of(
                List.of(lease(Lease.State.FREE, 7, CALLED_AT.minus(Duration.ofDays(30)))), lease -> true, NOW);

        assertThat(standing).isEqualTo(new Standing(0, 0, Duration.ZERO));
    }

    @Test
    void countsParkedLeasesAndTheAgeOfTheOldestThatIsAway() {
        Standing standing = Standing.of(
                List.of(
                        lease(Lease.State.PARKED, 1, CALLED_AT),
                        lease(Lease.State.HELD, 2, CALLED_AT.minus(Duration.ofHours(1))),
                        lease(Lease.State.PARKED, 3, NOW)),
                lease -> false,
                NOW);

        assertThat(standing).isEqualTo(new Standing(2, 0, Duration.ofHours(4)));
    }

    @Test
    void asksOnlyOfHeldLeasesWhetherTheirRunIsOverdue() {
        Standing standing = Standing.of(
                List.of(
                        lease(Lease.State.HELD, 1, CALLED_AT),
                        lease(Lease.State.HELD, 2, CALLED_AT),
                        lease(Lease.State.PARKED, 1, CALLED_AT)),
                lease -> lease.token() == 1,
                NOW);

        assertThat(standing.overdueRuns()).isEqualTo(1);
    }

    @Test
    void aLeaseOfALaterClockIsNotOlderThanNothing() {
        Standing standing = Standing.of(List.of(lease(Lease.State.HELD, 1, NOW.plusSeconds(5))), lease -> false, NOW);

        assertThat(standing.oldestRun()).isZero();
    }
}
