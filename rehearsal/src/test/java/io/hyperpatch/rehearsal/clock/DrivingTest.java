package io.hyperpatch.rehearsal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DrivingTest {

    @Test
    void runsInAVirtualThreadAndGivesTheResult() {
        assertThat(Driving.inVirtualThread("d", () -> Thread.currentThread().isVirtual()))
                .isTrue();
    }

    @Test
    void staysInTheVirtualThreadInWhichItAlreadyIs() {
        assertThat(Driving.inVirtualThread("outer", () -> {
                    Thread outer = Thread.currentThread();
                    return Driving.inVirtualThread("inner", () -> Thread.currentThread() == outer);
                }))
                .isTrue();
    }

    @Test
    void throwsWhatWasThrownItself() {
        var boom = new IllegalArgumentException("boom");
        assertThatThrownBy(() -> Driving.inVirtualThread("d", () -> {
                    throw boom;
                }))
                .isSameAs(boom);
        var deep = new StackOverflowError("deep");
        assertThatThrownBy(() -> Driving.inVirtualThread("d", () -> {
                    throw deep;
                }))
                .isSameAs(deep);
    }

    @Test
    void waitsForTheEndAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();
        String result = Driving.inVirtualThread("d", () -> "done");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo("done");
    }
}
