package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedRangeTest {
    @Test
    void holdsBothItsEnds() {
        assertThat(SeedRange.of("7..7").size()).isEqualTo(1);
        assertThat(SeedRange.of("1..1000").size()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "1..", "..9", "a..b", "-1..4", "1...9", "9..1", "1..99999999", "1..9999999999999999999"
            })
    void refusesWhatIsNoneWithItsValueAndARemedy(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedRange.of(text))
                .withMessageContaining(text)
                .withMessageMatching("(?s).*(write|several).*");
    }
}
