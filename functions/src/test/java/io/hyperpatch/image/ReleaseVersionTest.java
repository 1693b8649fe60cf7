package io.hyperpatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseVersionTest {
    @ParameterizedTest
    @CsvSource({"1.9.0, 1.10.0", "1.0.9, 1.0.10", "9.0.0, 10.0.0", "1.3.0, 1.3.99999999999999999999"})
    void isOrderedByItsNumbers(String older, String newer) {
        ReleaseVersion before = ReleaseVersion.of(older).orElseThrow();
        ReleaseVersion after = ReleaseVersion.of(newer).orElseThrow();

        assertThat(before).isLessThan(after);
        assertThat(after).hasToString(newer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.3", "1.3.0.0", "v1.3.0", "1.3.0-rc1", "1..0", "-1.3.0", "default"})
    void isNoOtherText(String text) {
        assertThat(ReleaseVersion.of(text)).isEmpty();
    }
}
