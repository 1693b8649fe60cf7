package io.hyperpatch.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.Pin;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T05:48:00Z");
    private static final Instant LATER = NOW.plusSeconds(86_400);

    private final Generation first = Generation.first(
            Map.of("gpu", Pin.of("ami-0aaaaaaaaaaaaaaaa"), "login", Pin.of("ami-0aaaaaaaaaaaaaaaa")), NOW);

    @Test
    void growsWithAnotherImage() {
        Generation next = first.wanting(
                Map.of("gpu", Pin.of("ami-0bbbbbbbbbbbbbbbb"), "login", Pin.of("ami-0bbbbbbbbbbbbbbbb")), LATER);

        assertThat(next.number()).isEqualTo(2);
        assertThat(next.since()).isEqualTo(LATER);
        assertThat(next.inWords()).isEqualTo("ami-0bbbbbbbbbbbbbbbb");
    }

    @Test
    void growsOnceMoreWhenAnImageIsTakenBack() {
        Generation back = first.wanting(
                        Map.of("gpu", Pin.of("ami-0bbbbbbbbbbbbbbbb"), "login", Pin.of("ami-0bbbbbbbbbbbbbbbb")), LATER)
                .wanting(
                        Map.of("gpu", Pin.of("ami-0aaaaaaaaaaaaaaaa"), "login", Pin.of("ami-0aaaaaaaaaaaaaaaa")),
                        LATER);

        assertThat(back.number()).isEqualTo(3);
    }

    @Test
    void growsWhenOneGroupGetsAnotherImage() {
        assertThat(first.wanting(
                                Map.of(
                                        "gpu",
                                        Pin.of("ami-0aaaaaaaaaaaaaaaa"),
                                        "login",
                                        Pin.of("ami-0bbbbbbbbbbbbbbbb")),
                                LATER)
                        .number())
                .isEqualTo(2);
    }

    @Test
    void staysWhenGroupsComeAndGo() {
        Generation came = first.wanting(
                Map.of(
                        "gpu",
                        Pin.of("ami-0aaaaaaaaaaaaaaaa"),
                        "login",
                        Pin.of("ami-0aaaaaaaaaaaaaaaa"),
                        "new",
                        Pin.of("ami-0dddddddddddddddd")),
                LATER);
        Generation went = came.wanting(Map.of("gpu", Pin.of("ami-0aaaaaaaaaaaaaaaa")), LATER);

        assertThat(came.number()).isEqualTo(1);
        assertThat(came.since()).isEqualTo(NOW);
        assertThat(went.number()).isEqualTo(1);
        assertThat(went.identities()).isEqualTo(new TreeMap<>(Map.of("gpu", "ami-0aaaaaaaaaaaaaaaa")));
    }

    @Test
    void growsWhenNoGroupIsLeftOfThoseBefore() {
        assertThat(first.wanting(Map.of("other", Pin.of("ami-0aaaaaaaaaaaaaaaa")), LATER)
                        .number())
                .isEqualTo(2);
    }

    @Test
    void isCountedFromOne() {
        assertThatThrownBy(() -> new Generation(0, new TreeMap<>(), NOW)).hasMessageContaining("from 1");
    }
}
