package io.hyperpatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MinimumAgeTest {
    private static final Instant CREATED = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    @Test
    void defersAnImageToTheMomentWhenItIsOldEnough() {
        MinimumAge.Decision decision = MinimumAge.decide(
                new ImageFixture().image(), THREE_DAYS, CREATED.plus(THREE_DAYS).minusSeconds(1));

        assertThat(decision).isInstanceOfSatisfying(MinimumAge.TooYoung.class, young -> assertThat(young.until())
                .isEqualTo(CREATED.plus(THREE_DAYS)));
        assertThat(decision.reason()).contains("2026-11-04T00:00:00Z");
    }

    @Test
    void takesAnImageThatIsExactlyOldEnough() {
        assertThat(MinimumAge.decide(new ImageFixture().image(), THREE_DAYS, CREATED.plus(THREE_DAYS)))
                .isInstanceOf(MinimumAge.OldEnough.class);
    }

    @Test
    void asksForNoAgeWhereThePolicySetsNone() {
        assertThat(MinimumAge.decide(new ImageFixture().image(), Duration.ZERO, CREATED))
                .isInstanceOf(MinimumAge.OldEnough.class);
    }

    @Test
    void doesNotGuessTheAgeOfAnImageWithoutCreationDate() {
        ImageFixture image = new ImageFixture();
        image.created = Optional.empty();

        assertThat(MinimumAge.decide(image.image(), THREE_DAYS, CREATED)).isInstanceOf(MinimumAge.AgeUnknown.class);
    }
}
