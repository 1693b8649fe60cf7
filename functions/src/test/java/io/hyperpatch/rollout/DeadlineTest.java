package io.hyperpatch.rollout;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Intent INTENT = IntentFixture.number(1).intent();

    @Test
    void isOverOnceItHasPassed() {
        assertThat(Deadline.isOver(INTENT, DEADLINE)).isFalse();
        assertThat(Deadline.isOver(INTENT, DEADLINE.plusSeconds(1))).isTrue();
    }

    @Test
    void leavesTimeToProveAnEndThatWasSeenShortlyBeforeTheDeadline() {
        Intent ended = IntentFixture.number(1).endedAt(DEADLINE.minus(HOUR)).intent();

        assertThat(Deadline.isOverForProof(ended, DEADLINE.plus(Duration.ofHours(10))))
                .isFalse();
        assertThat(Deadline.isOverForProof(ended, DEADLINE.plus(Duration.ofHours(11))))
                .isTrue();
    }

    @Test
    void isOverForTheProofOfAnEndThatWasSeenLongBefore() {
        Intent ended = IntentFixture.number(1).endedAt(CALLED_AT.plus(HOUR)).intent();

        assertThat(Deadline.isOverForProof(ended, DEADLINE)).isFalse();
        assertThat(Deadline.isOverForProof(ended, DEADLINE.plusSeconds(1))).isTrue();
    }

    @Test
    void cutsAWaitAtTheDeadline() {
        assertThat(wait(DEADLINE.minus(Duration.ofMinutes(20)))).isEqualTo(Duration.ofSeconds(20 * 60 + 1));
        assertThat(wait(DEADLINE.minusSeconds(5))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void leavesAWaitAsItIsThatEndsBeforeTheDeadlineOrBeginsAfterIt() {
        assertThat(wait(DEADLINE.minus(HOUR.multipliedBy(3)))).isEqualTo(HOUR);
        assertThat(wait(DEADLINE.plus(HOUR))).isEqualTo(HOUR);
    }

    private static Duration wait(Instant now) {
        return Deadline.within(HOUR, INTENT, now);
    }
}
