package io.hyperpatch.rehearsal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final VirtualClock clock = new VirtualClock(START);
    private final List<String> seen = new ArrayList<>();

    private Runnable say(String what) {
        return () -> seen.add(what + "@" + Duration.between(START, clock.now()).toSeconds());
    }

    @Test
    void runsInTheOrderOfTimeAndThenOfScheduling() {
        clock.after(Duration.ofSeconds(5), say("late"));
        clock.after(Duration.ofSeconds(1), say("first"));
        clock.after(Duration.ofSeconds(1), say("second"));
        clock.runWhile(() -> true);
        assertThat(seen).containsExactly("first@1", "second@1", "late@5");
        assertThat(clock.runNext()).isFalse();
    }

    @Test
    void movesOnlyWhileItIsRun() {
        clock.after(Duration.ofDays(14), say("x"));
        assertThat(clock.now()).isEqualTo(START);
        assertThat(clock.nextAt()).contains(START.plus(Duration.ofDays(14)));
        assertThat(clock.runNext()).isTrue();
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(14)));
        assertThat(clock.nextAt()).isEmpty();
    }

    @Test
    void takesThePastAsNow() {
        clock.runUntil(START.plusSeconds(10));
        clock.at(START, say("past"));
        clock.after(Duration.ofSeconds(-3), say("negative"));
        clock.runWhile(() -> true);
        assertThat(seen).containsExactly("past@10", "negative@10");
    }

    @Test
    void runsUpToAndIncludingAnInstantAndIsThenThere() {
        clock.after(Duration.ofSeconds(5), say("in"));
        clock.after(Duration.ofSeconds(6), say("out"));
        clock.runUntil(START.plusSeconds(5));
        assertThat(seen).containsExactly("in@5");
        clock.runUntil(START.plusMillis(5500));
        assertThat(clock.now()).isEqualTo(START.plusMillis(5500));
        clock.runUntil(START);
        assertThat(clock.now()).isEqualTo(START.plusMillis(5500));
    }

    @Test
    void runsWhatWasScheduledMeanwhile() {
        clock.after(Duration.ofSeconds(1), () -> clock.after(Duration.ZERO, say("inner")));
        clock.after(Duration.ofSeconds(1), say("outer"));
        clock.runUntil(START.plusSeconds(1));
        assertThat(seen).containsExactly("outer@1", "inner@1");
    }

    @Test
    void neverRunsWhatWasCancelled() {
        VirtualClock.Timer timer = clock.after(Duration.ofSeconds(1), say("never"));
        timer.cancel();
        timer.cancel();
        assertThat(clock.runNext()).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void stopsWhenTheConditionNoLongerHolds() {
        for (int i = 1; i <= 5; i++) {
            clock.after(Duration.ofSeconds(i), say("x"));
        }
        clock.runWhile(() -> seen.size() < 2);
        assertThat(seen).containsExactly("x@1", "x@2");
    }

    @Test
    void letsAnExceptionOutAndGoesOnAfterwards() {
        clock.after(Duration.ofSeconds(1), () -> {
            throw new IllegalArgumentException("boom");
        });
        clock.after(Duration.ofSeconds(2), say("next"));
        assertThatThrownBy(clock::runNext).hasMessage("boom");
        assertThat(clock.runNext()).isTrue();
        assertThat(seen).containsExactly("next@2");
    }

    @Test
    void isAClockOfTheJdkThatMovesAlong() {
        java.time.Clock view = clock.asClock();
        clock.runUntil(START.plusSeconds(7));
        assertThat(view.instant()).isEqualTo(START.plusSeconds(7));
        assertThat(view.getZone().getId()).isEqualTo("Z");
        assertThat(view.withZone(ZoneId.of("Europe/Berlin")).millis()).isEqualTo(view.millis());
    }
}
