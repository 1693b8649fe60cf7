package io.hyperpatch.hyperpod.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacingTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final Pacing pacing = new Pacing(pauses::add);

    private void call(int attempts) {
        pacing.beforeACall();
        pacing.answered(attempts);
    }

    @Test
    void losesNoTimeWhileEveryCallIsAnswered() {
        for (int i = 0; i < 100; i++) {
            call(1);
        }

        assertThat(pauses).isEmpty();
    }

    @Test
    void keepsCallsFurtherApartTheMoreOftenTheyAreTurnedAway() {
        for (int i = 0; i < 20; i++) {
            call(2);
        }

        assertThat(pauses).hasSize(19).isSorted().first().isEqualTo(Duration.ofMillis(100));
        assertThat(pauses.getLast()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void comesCloserAgainUntilItNeedsNoPause() {
        pacing.turnedAway();
        for (int i = 0; i < 100; i++) {
            call(1);
        }

        assertThat(pauses).hasSizeLessThan(60);
    }

    /** A service that answers one call a second, beside whatever the pauses are. */
    @Test
    void findsThePaceOfTheService() {
        double sinceTheLast = 1;
        double time = 0;
        for (int i = 0; i < 1000; i++) {
            pauses.clear();
            pacing.beforeACall();
            double pause = pauses.stream().mapToLong(Duration::toMillis).sum() / 1000.0;
            sinceTheLast += pause;
            time += pause;
            int attempts = sinceTheLast >= 1 ? 1 : 2;
            if (attempts == 2) {
                time += 1 - sinceTheLast;
            }
            sinceTheLast = 0;
            pacing.answered(attempts);
        }

        assertThat(time).isBetween(990.0, 1500.0);
    }
}
