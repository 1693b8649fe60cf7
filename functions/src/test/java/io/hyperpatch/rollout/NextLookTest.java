package io.hyperpatch.rollout;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NextLookTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** A call that has begun something shows after 7:30 minutes. */
    private static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(5), HOUR);

    private static final Intent OURS =
            IntentFixture.number(1).sightedAt(CALLED_AT.plus(MINUTE)).intent();

    private static NextLook after(Intent intent, Instant before, Instant now) {
        return NextLook.after(intent, before.getEpochSecond(), false, PATIENCE, now);
    }

    @Test
    void restsAfterTheFirstLookOfAWatch() {
        NextLook next = NextLook.after(OURS, 0, false, PATIENCE, CALLED_AT.plus(HOUR));

        assertThat(next.rest()).isTrue();
        assertThat(next.pause()).isEqualTo(MINUTE);
    }

    @Test
    void restsAfterALookWithinAMinuteOfTheOneBefore() {
        Instant before = CALLED_AT.plus(HOUR);

        assertThat(after(OURS, before, before.plusSeconds(59)).rest()).isTrue();
        assertThat(after(OURS, before, before.plusSeconds(60)).rest()).isFalse();
    }

    @Test
    void doesNotRestWhenAStallIsToBeNotified() {
        Instant now = CALLED_AT.plus(HOUR);

        NextLook first = NextLook.after(OURS, 0, true, PATIENCE, now);

        assertThat(first.rest()).isFalse();
        assertThat(first.pause()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void waitsLongerTheFartherTheExpectedEndIs() {
        assertThat(wait(OURS, HOUR.multipliedBy(3))).isEqualTo(Duration.ofMinutes(9));
        assertThat(wait(OURS, HOUR.multipliedBy(4).minus(Duration.ofMinutes(8))))
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void waitsAMinuteWhileItIsOpenWhetherAnythingBegan() {
        Intent unseen = IntentFixture.number(1).intent();
        Duration settled = Duration.ofSeconds(450);

        assertThat(wait(unseen, settled.minusSeconds(1))).isEqualTo(MINUTE);
        assertThat(wait(unseen, settled)).isEqualTo(Duration.ofMinutes(5));
        assertThat(wait(OURS, settled.minusSeconds(1))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void doesNotWaitBeyondTheDeadline() {
        Instant now = DEADLINE.minus(Duration.ofMinutes(10));

        assertThat(after(OURS, CALLED_AT, now).pause())
                .isEqualTo(Duration.ofMinutes(10).plusSeconds(1));
    }

    @Test
    void leavesNodesUnheardForATwentiethOfTheTimeElapsedAlsoWhenItRests() {
        Instant now = CALLED_AT.plus(HOUR.multipliedBy(4));

        assertThat(after(OURS, CALLED_AT, now).quietUntil()).isEqualTo(now.plus(Duration.ofMinutes(12)));
        assertThat(after(OURS, now, now).quietUntil()).isEqualTo(now.plus(Duration.ofMinutes(12)));
    }

    private static Duration wait(Intent intent, Duration elapsed) {
        return after(intent, CALLED_AT.minus(HOUR), CALLED_AT.plus(elapsed)).pause();
    }
}
