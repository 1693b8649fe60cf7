package io.hyperpatch.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final Instant CALLED = Instant.parse("2026-11-21T02:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** The bound as DESIGN states it: max(5 minutes, 5 % of the time elapsed). */
    private static Duration bound(Instant now) {
        Duration share = Duration.between(CALLED, now).multipliedBy(5).dividedBy(100);
        return share.compareTo(FIVE_MINUTES) > 0 ? share : FIVE_MINUTES;
    }

    @Test
    void neverWaitsLongerThanItsBoundNorLessThanAMinute() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Instant now = CALLED.plusSeconds(random.nextInt(30 * 86_400));
            Instant end = CALLED.plusSeconds(random.nextInt(30 * 86_400));

            assertThat(Pace.next(CALLED, end, now)).isBetween(Duration.ofMinutes(1), bound(now));
            assertThat(Pace.longest(CALLED, now)).isEqualTo(bound(now));
        }
    }

    @Test
    void looksOftenWhereTheEndIsExpected() {
        Instant end = CALLED.plus(Duration.ofDays(3));

        assertThat(Pace.next(CALLED, end, end)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Pace.next(CALLED, end, end.minus(Duration.ofMinutes(20)))).isEqualTo(FIVE_MINUTES);
        assertThat(Pace.next(CALLED, end, end.plus(Duration.ofMinutes(20)))).isEqualTo(FIVE_MINUTES);
        assertThat(Pace.next(CALLED, end, CALLED.plus(Duration.ofDays(1)))).isEqualTo(Duration.ofMinutes(72));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 14, 28})
    void needsFewLooksForTwoWeeksHoweverLongItWasExpectedToTake(int expectedDays) {
        Instant expected = CALLED.plus(Duration.ofDays(expectedDays));
        Instant end = CALLED.plus(Duration.ofDays(14));
        int looks = 0;
        for (Instant now = CALLED; now.isBefore(end); looks++) {
            now = now.plus(Pace.next(CALLED, expected, now));
        }

        assertThat(looks).isBetween(50, 299);
    }

    @Test
    void looksEveryMinuteUntilItMustShow() {
        assertThat(Pace.settling()).isEqualTo(Duration.ofMinutes(1));
    }
}
