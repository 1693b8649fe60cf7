package io.hyperpatch.rehearsal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FibersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final VirtualClock clock = new VirtualClock(START);
    private final Fibers fibers = new Fibers(clock);
    private final List<String> seen = new ArrayList<>();

    private void say(String what) {
        seen.add(what + "@" + Duration.between(START, clock.now()).toSeconds());
    }

    private void sleep(int seconds) {
        fibers.sleep(Duration.ofSeconds(seconds));
    }

    private void runAll() {
        clock.runWhile(() -> true);
    }

    @Test
    void interleavesFibersInVirtualTime() {
        fibers.start("a", () -> {
            say("a");
            sleep(2);
            say("a");
            sleep(2);
            say("a");
        });
        fibers.start("b", () -> {
            say("b");
            sleep(3);
            say("b");
        });
        assertThat(seen).isEmpty();
        runAll();
        assertThat(seen).containsExactly("a@0", "b@0", "a@2", "b@3", "a@4");
    }

    @Test
    void givesTheSameOrderEachTime() {
        List<List<String>> runs = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            seen.clear();
            VirtualClock own = new VirtualClock(START);
            Fibers ownFibers = new Fibers(own);
            for (int i = 0; i < 50; i++) {
                int number = i;
                ownFibers.start("f" + i, () -> {
                    for (int step = 0; step < 5; step++) {
                        seen.add(number + "/" + step);
                        ownFibers.sleep(Duration.ofMillis(number % 7));
                    }
                });
            }
            own.runWhile(() -> true);
            runs.add(List.copyOf(seen));
        }
        assertThat(runs.get(0)).hasSize(250).isEqualTo(runs.get(1)).isEqualTo(runs.get(2));
    }

    @Test
    void startsAFiberFromAFiber() {
        fibers.start("outer", () -> {
            fibers.start("inner", () -> say("inner"));
            say("outer");
            sleep(1);
            say("outer");
        });
        runAll();
        assertThat(seen).containsExactly("outer@0", "inner@0", "outer@1");
    }

    @Test
    void knowsTheCurrentFiber() {
        assertThat(fibers.current()).isEmpty();
        fibers.start("me", () -> {
            sleep(1);
            seen.add(fibers.current().orElseThrow().name());
        });
        runAll();
        assertThat(seen).containsExactly("me");
        assertThat(fibers.current()).isEmpty();
    }

    @Test
    void sleepsOnlyInAFiber() {
        assertThatThrownBy(() -> sleep(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bringsWhatABodyThrowsToTheDriver() {
        Fibers.Fiber fiber = fibers.start("broken", () -> {
            sleep(1);
            throw new AssertionError("boom");
        });
        fibers.start("other", () -> {
            sleep(2);
            say("other");
        });
        assertThatThrownBy(this::runAll)
                .isInstanceOf(FiberFailed.class)
                .hasMessageContaining("broken")
                .hasRootCauseMessage("boom");
        assertThat(fiber.ended()).isTrue();
        runAll();
        assertThat(seen).containsExactly("other@2");
    }

    @Test
    void unwindsASuspendedFiberThatIsKilled() {
        Fibers.Fiber fiber = fibers.start("victim", () -> {
            try {
                sleep(10);
                say("resumed");
            } finally {
                say("unwound");
                sleep(1);
                say("slept while unwinding");
            }
        });
        clock.after(Duration.ofSeconds(3), () -> {
            fiber.kill();
            say("killed");
        });
        runAll();
        assertThat(seen).containsExactly("unwound@3", "killed@3");
        assertThat(fiber.ended()).isTrue();
        assertThat(clock.now()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void neverBeginsAFiberKilledBefore() {
        Fibers.Fiber fiber = fibers.start("victim", () -> say("begun"));
        fiber.kill();
        runAll();
        assertThat(seen).isEmpty();
        assertThat(fiber.ended()).isTrue();
    }

    @Test
    void killsTheRunningFiberAtItsNextSuspension() {
        Fibers.Fiber fiber = fibers.start("self", () -> {
            fibers.current().orElseThrow().kill();
            say("still here");
            sleep(1);
            say("resumed");
        });
        runAll();
        assertThat(seen).containsExactly("still here@0");
        assertThat(fiber.ended()).isTrue();
    }

    @Test
    void letsOneFiberKillAnother() {
        Fibers.Fiber victim = fibers.start("victim", () -> {
            try {
                sleep(10);
            } finally {
                say("victim");
            }
        });
        fibers.start("killer", () -> {
            sleep(1);
            victim.kill();
            say(fibers.current().orElseThrow().name());
            sleep(1);
            say("killer");
        });
        runAll();
        assertThat(seen).containsExactly("victim@1", "killer@1", "killer@2");
    }

    @Test
    void killsAllThatAreLeftWhenClosed() {
        List<Fibers.Fiber> started = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            started.add(fibers.start("f" + i, () -> sleep(100)));
        }
        clock.runUntil(START.plusSeconds(1));
        fibers.close();
        assertThat(started).allMatch(Fibers.Fiber::ended);
        assertThat(clock.nextAt()).isEmpty();
    }

    @Test
    void keepsTheInterruptOfAFiberThatSleeps() {
        fibers.start("interrupted", () -> {
            Thread.currentThread().interrupt();
            sleep(1);
            say(Thread.interrupted() ? "interrupted" : "not interrupted");
        });
        runAll();
        assertThat(seen).containsExactly("interrupted@1");
    }

    @Test
    void handsOverTensOfThousandsOfTimes() {
        int[] count = {0};
        for (int i = 0; i < 10; i++) {
            fibers.start("f" + i, () -> {
                for (int step = 0; step < 5000; step++) {
                    sleep(1);
                    count[0]++;
                }
            });
        }
        runAll();
        assertThat(count[0]).isEqualTo(50_000);
    }

    @Test
    void sleepsInPlaceOnlyWhereNothingElseIsDueMeanwhile() {
        fibers.start("sleeper", () -> {
            sleep(1);
            say("alone");
            clock.after(Duration.ofSeconds(2), () -> say("due at the same instant"));
            sleep(2);
            say("after what was scheduled before");
            clock.after(Duration.ZERO, () -> say("due now"));
            sleep(0);
            say("after what was due now");
            clock.after(Duration.ofSeconds(5), () -> say("due in between"));
            sleep(9);
            say("late");
        });
        runAll();
        assertThat(seen)
                .containsExactly(
                        "alone@1",
                        "due at the same instant@3",
                        "after what was scheduled before@3",
                        "due now@3",
                        "after what was due now@3",
                        "due in between@8",
                        "late@12");
    }

    @Test
    void sleepsNoFurtherThanTheClockIsRun() {
        fibers.start("sleeper", () -> {
            for (int i = 0; i < 3; i++) {
                sleep(2);
                say("slept");
            }
        });
        clock.runUntil(START.plusSeconds(3));
        assertThat(seen).containsExactly("slept@2");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(3));
        assertThat(clock.nextAt()).contains(START.plusSeconds(4));
        clock.runUntil(START.plusSeconds(4));
        assertThat(seen).containsExactly("slept@2", "slept@4");
        assertThat(clock.runNext()).isTrue();
        assertThat(seen).containsExactly("slept@2", "slept@4", "slept@6");
    }

    @Test
    void runsOneEntryOnlyWhereOneIsAskedFor() {
        fibers.start("sleeper", () -> {
            say("begun");
            sleep(1);
            say("slept");
        });
        assertThat(clock.runNext()).isTrue();
        assertThat(seen).containsExactly("begun@0");
        assertThat(clock.now()).isEqualTo(START);
    }

    @Test
    void sleepsNoLongerThanTheConditionOfTheRunHolds() {
        fibers.start("sleeper", () -> {
            for (int i = 0; i < 5; i++) {
                sleep(1);
                say("slept");
            }
        });
        clock.runWhile(() -> seen.size() < 2, () -> say("looked"));
        assertThat(seen).containsExactly("looked@0", "slept@1", "looked@1");
        clock.runWhile(() -> seen.size() < 6, () -> say("looked"));
        assertThat(seen)
                .containsExactly("looked@0", "slept@1", "looked@1", "slept@2", "looked@2", "slept@3", "looked@3");
    }

    @Test
    void spendsNoStepOfTheDriverOnASleepInPlace() {
        int[] handovers = {0};
        fibers.start("sleeper", () -> {
            for (int i = 0; i < 100; i++) {
                sleep(1);
            }
        });
        clock.runWhile(() -> {
            handovers[0] += fibers.current().isEmpty() ? 1 : 0;
            return true;
        });
        assertThat(clock.now()).isEqualTo(START.plusSeconds(100));
        assertThat(handovers[0]).isLessThan(5);
    }
}
