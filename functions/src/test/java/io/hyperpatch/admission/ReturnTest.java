package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-23T22:00:30Z");

    /** Scheduler comes at some second of the minute, and one second too soon would defer the image again. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T22:00:30Z, 2026-11-23T22:01:00Z",
        "2026-11-23T22:01:00Z, 2026-11-23T22:01:00Z",
        "2026-11-23T22:01:00.001Z, 2026-11-23T22:02:00Z",
        "2026-11-23T22:00:59.999Z, 2026-11-23T22:01:00Z",
    })
    void comesInTheFirstMinuteThatBeginsWhenTheImageIsOldEnough(Instant until, Instant at) {
        assertThat(Return.of("gpu-fleet", until, NOW).at()).isEqualTo(at);
    }

    @Test
    void comesAsSoonAsCanBeWhenTheMomentHasPassedMeanwhile() {
        assertThat(Return.of("gpu-fleet", UNTIL, UNTIL.plusSeconds(3600)).at())
                .isEqualTo(Instant.parse("2026-11-23T23:02:00Z"));
    }

    @Test
    void isTheSameForAllThatWaitsForTheSameMoment() {
        Return first = Return.of("gpu-fleet", UNTIL, NOW);

        assertThat(first.name()).isEqualTo("gpu-fleet-20261123T220030");
        assertThat(Return.of("gpu-fleet", UNTIL, NOW.plusSeconds(90))).isEqualTo(first);
        assertThat(Return.of("cpu-fleet", UNTIL, NOW).name()).isNotEqualTo(first.name());
        assertThat(Return.of("gpu-fleet", UNTIL.plusSeconds(1), NOW).name()).isNotEqualTo(first.name());
    }

    /** Scheduler takes 64 characters. */
    @Test
    void hasANameThatSchedulerTakesWhateverThePolicyIsCalled() {
        assertThat(Return.of("p".repeat(39), UNTIL, NOW).name()).matches("[0-9a-zA-Z-_.]{1,64}");
    }
}
