package io.hyperpatch.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseRulesTest {
    private static final Instant SINCE = Instant.parse("2026-11-21T02:00:00Z");
    private static final Instant A_DAY_LATER = SINCE.plus(Duration.ofDays(1));

    @Test
    void believesThatAnExecutionIsForgottenOnlyAfterADay() {
        assertThat(LeaseRules.over(HolderStatus.FORGOTTEN, SINCE, A_DAY_LATER)).isFalse();
        assertThat(LeaseRules.over(HolderStatus.FORGOTTEN, SINCE, A_DAY_LATER.plusMillis(1)))
                .isTrue();
    }

    @Test
    void waitsForARunningExecutionAndNotForAnEndedOne() {
        assertThat(LeaseRules.over(HolderStatus.RUNNING, SINCE, A_DAY_LATER.plus(Duration.ofDays(90))))
                .isFalse();
        assertThat(LeaseRules.over(HolderStatus.ENDED, SINCE, SINCE)).isTrue();
    }
}
