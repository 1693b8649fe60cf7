package io.hyperpatch.hyperpod.aws;

import java.time.Duration;
import java.util.Objects;

/**
 * Keeps calls as far apart as the service lets them through.
 *
 * <p>How many calls a second SageMaker answers is not published and differs between accounts. So there is
 * no pause before the first call is turned away; then the pause grows quickly, and shrinks slowly while all
 * goes well: the way TCP finds its speed. Calls that are turned away use up the account's rate as well, and
 * others read there too.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sagemaker.html">SageMaker endpoints and quotas</a>
 */
final class Pacing {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration NONE_BELOW = Duration.ofMillis(20);
    private static final double GROWTH = 1.5;
    private static final double SHRINKAGE = 0.95;

    private final Pause pause;
    private Duration apart = Duration.ZERO;

    Pacing(Pause pause) {
        this.pause = Objects.requireNonNull(pause);
    }

    void beforeACall() {
        if (!apart.isZero()) {
            pause.of(apart);
        }
    }

    /** @param attempts how often the call was sent until it was answered */
    void answered(int attempts) {
        if (attempts > 1) {
            turnedAway();
            return;
        }
        Duration shorter = scaled(SHRINKAGE);
        apart = shorter.compareTo(NONE_BELOW) < 0 ? Duration.ZERO : shorter;
    }

    void turnedAway() {
        Duration longer = scaled(GROWTH);
        apart = longer.compareTo(FIRST) < 0 ? FIRST : longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }

    private Duration scaled(double factor) {
        return Duration.ofMillis(Math.round(apart.toMillis() * factor));
    }
}
